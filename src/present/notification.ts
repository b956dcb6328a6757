import { z } from 'zod';
import type { Notice } from '../community/notifications/list.ts';
import type { Deps } from '../store/deps.ts';
import { presentProfile } from './account.ts';
import { presentStatus, statusSchema } from './status.ts';

export const notificationSchema = z.object({
  id: z.string(),
  type: z.string(),
  group_key: z.string(),
  created_at: z.string(),
  account: z.looseObject({ id: z.string(), acct: z.string() }),
  status: statusSchema.optional(),
});

/** Mastodon's Notification (https://docs.joinmastodon.org/entities/Notification/). */
export function presentNotification(deps: Pick<Deps, 'publicUrl' | 'masterKey'>, notice: Notice) {
  const post = notice.post;
  // What is boosted is the receiver's own post.
  const about = post === null || post.boosted === null || post.boosted === 'unseen' ? post : post.boosted;
  return {
    id: notice.id,
    type: notice.kind,
    group_key: `ungrouped-${notice.id}`,
    created_at: new Date(notice.createdAt).toISOString(),
    account: presentProfile(deps, notice.from),
    ...(about === null ? {} : { status: presentStatus(deps, about) }),
  };
}
