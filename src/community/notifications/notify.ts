import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** Mastodon's words, and ours for connections and spaces. */
export const NOTIFICATION_KINDS = [
  'mention',
  'favourite',
  'reblog',
  'quote',
  'follow',
  'follow_request',
  'connect',
  'connect_request',
  'connection_ending',
  'contact_request',
  'introduced',
  'join_request',
  'joined',
  'looked_at',
  'check_up',
  'policy_change',
  'sign_off',
  'data_breach',
  'data_request',
  'data_request_due',
  'data_breach_due',
  'review_due',
  'listening_shift',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Something to tell somebody. */
export interface NewNotification {
  readonly kind: NotificationKind;
  readonly to: ActorId;
  readonly from: ActorId;
  readonly post: ObjectId | null;
}

/** What can be taken back and asked again: then it is told again, in place of what was told before. */
const ASKED_AGAIN: readonly NotificationKind[] = ['follow_request', 'connect_request', 'join_request'];

/**
 * Writes a notification, once: who was told of it already isn't told again. Of a request, whoever tells it sees to how
 * often.
 */
export async function notify(
  { ids }: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { kind, to, from, post }: NewNotification,
  happened: Instant,
): Promise<void> {
  if (to === from) return;
  const id = ids.next(`notification ${kind} ${to} ${from} ${post}`);
  if (ASKED_AGAIN.includes(kind)) {
    await trx
      .deleteFrom('community.notification')
      .where('network_id', '=', network)
      .where('owner_id', '=', to)
      .where('kind', '=', kind)
      .where('from_id', '=', from)
      .where('created_at', '<', instantValue(happened))
      .execute();
  }
  const written = await trx
    .insertInto('community.notification')
    .values({
      network_id: network,
      owner_id: to,
      id,
      kind,
      from_id: from,
      post_id: post,
      created_at: timestamp(happened),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (written.length > 0) await announce(trx, { network, kind: 'notify', id, at: happened, to });
}
