import type { Endpoint } from '../../http/endpoint.ts';
import { homeTimeline } from './home-timeline.ts';
import { publicTimeline } from './public-timeline.ts';

/** Pages of posts. */
export const timelineEndpoints: readonly Endpoint[] = [homeTimeline, publicTimeline];
