import type { Endpoint } from '../../http/endpoint.ts';
import { accountStatuses } from './account-statuses.ts';
import { homeTimeline } from './home-timeline.ts';
import { bookmarks, favourites } from './marked-statuses.ts';
import { publicTimeline } from './public-timeline.ts';
import { tagTimeline } from './tag-timeline.ts';

/** Pages of posts. */
export const timelineEndpoints: readonly Endpoint[] = [
  homeTimeline,
  publicTimeline,
  tagTimeline,
  accountStatuses,
  favourites,
  bookmarks,
];
