import type { Endpoint } from '../../http/endpoint.ts';
import { publishStatus } from './publish-status.ts';
import { showStatus } from './show-status.ts';

/** Posts, one at a time. */
export const statusEndpoints: readonly Endpoint[] = [publishStatus, showStatus];
