import type { Endpoint } from '../../http/endpoint.ts';
import { caseEndpoints } from './cases.ts';
import { deskSettingEndpoints } from './desks.ts';
import { outboundEndpoints } from './outbound.ts';

/** Where an organisation's seats work off its conversations, and write to those who let them. */
export const deskEndpoints: readonly Endpoint[] = [
  ...deskSettingEndpoints,
  ...caseEndpoints,
  ...outboundEndpoints,
];
