import type { Endpoint } from '../../http/endpoint.ts';
import { breachEndpoints } from './breaches.ts';
import { processingRecordEndpoints } from './processing.ts';
import { reportEndpoints } from './reports.ts';
import { dataRequestEndpoints } from './requests.ts';
import { savedRecordEndpoints } from './saved-records.ts';

/** What organisations account for. */
export const recordEndpoints: readonly Endpoint[] = [
  ...processingRecordEndpoints,
  ...savedRecordEndpoints,
  ...reportEndpoints,
  ...dataRequestEndpoints,
  ...breachEndpoints,
];
