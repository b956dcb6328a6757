import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Contact } from '../contacts/contact-rules.ts';

/** A consequence that follows the commit; what is known by then is looked up when it is handled. */
export type Consequence =
  | { readonly kind: 'published'; readonly post: ObjectId }
  | { readonly kind: 'widened'; readonly post: ObjectId }
  /** Whom posts are for, by a decision; those before `before` are still to be worked off. */
  | {
      readonly kind: 'decided';
      readonly owner: ActorId;
      readonly decision: string;
      readonly before: ObjectId | null;
    }
  | { readonly kind: 'bulk-change'; readonly owner: ActorId; readonly change: string }
  | { readonly kind: 'favourited'; readonly post: ObjectId; readonly by: ActorId }
  | { readonly kind: 'followed'; readonly follower: ActorId; readonly followed: ActorId }
  | { readonly kind: 'follow-requested'; readonly from: ActorId; readonly to: ActorId }
  | { readonly kind: 'connect-requested'; readonly from: ActorId; readonly to: ActorId }
  | ({ readonly kind: 'contact-requested' } & Contact)
  | { readonly kind: 'connected'; readonly by: ActorId; readonly with: ActorId }
  | { readonly kind: 'join-requested'; readonly from: ActorId; readonly space: ActorId }
  | { readonly kind: 'space-joined'; readonly space: ActorId; readonly member: ActorId }
  | { readonly kind: 'let-in'; readonly space: ActorId; readonly member: ActorId };

/** The id of a consequence's row. */
export const outboxId = ({ ids }: Pick<Deps, 'ids'>, consequence: Consequence): string =>
  ids.next(`outbox ${Object.values(consequence).join(' ')}`);

/** Puts a consequence into the outbox, in the transaction of what it follows from. */
export async function enqueue(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  consequence: Consequence,
  at: Instant,
): Promise<void> {
  const id = outboxId({ ids }, consequence);
  await trx
    .insertInto('community.outbox')
    .values({
      network_id: network,
      id,
      kind: consequence.kind,
      payload: JSON.stringify(consequence),
      created_at: timestamp(at),
      due_at: timestamp(at),
    })
    .execute();
  await announce(trx, { network, kind: 'outbox', id, at });
}
