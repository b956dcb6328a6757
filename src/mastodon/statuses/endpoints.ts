import type { Endpoint } from '../../http/endpoint.ts';
import { deleteStatus } from './delete-status.ts';
import { editStatus } from './edit-status.ts';
import { publishStatus } from './publish-status.ts';
import { favouritedBy, rebloggedBy } from './reacted-by.ts';
import {
  bookmarkStatus,
  favouriteStatus,
  unbookmarkStatus,
  unfavouriteStatus,
  unreblogStatus,
} from './reactions.ts';
import { reblogStatus } from './reblog-status.ts';
import { showStatus } from './show-status.ts';
import { statusContext } from './status-context.ts';
import { statusSource } from './status-source.ts';

/** Posts, one at a time. */
export const statusEndpoints: readonly Endpoint[] = [
  publishStatus,
  showStatus,
  editStatus,
  deleteStatus,
  statusContext,
  statusSource,
  favouriteStatus,
  unfavouriteStatus,
  reblogStatus,
  unreblogStatus,
  bookmarkStatus,
  unbookmarkStatus,
  favouritedBy,
  rebloggedBy,
];
