import type { Endpoint } from '../../http/endpoint.ts';
import { getAppCredentials, postApp } from '../apps/apps.ts';
import { getInstanceV1, getInstanceV2 } from './instance.ts';

/** What an app asks before anybody has let it in. */
export const instanceEndpoints: readonly Endpoint[] = [
  getInstanceV1,
  getInstanceV2,
  postApp,
  getAppCredentials,
];
