import { endpoints } from '../../src/doors.ts';
import type { Endpoint } from '../../src/http/endpoint.ts';

/** Every operation of the doors, as the router has it: `GET /api/v1/statuses/:id`. */
export const routes: ReadonlyMap<string, Endpoint> = new Map(
  endpoints.map((endpoint) => [`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint]),
);
