import type { Endpoint } from '../../http/endpoint.ts';
import { breachEndpoints } from './breaches.ts';
import { processingRecordEndpoints } from './processing.ts';
import { reportEndpoints } from './reports.ts';
import { dataRequestEndpoints } from './requests.ts';

/** What organisations account for. */
export const recordEndpoints: readonly Endpoint[] = [
  ...processingRecordEndpoints,
  ...reportEndpoints,
  ...dataRequestEndpoints,
  ...breachEndpoints,
];
