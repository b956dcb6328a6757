import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { putInOutbox } from '../../store/outbox.ts';
import type { UsePacked } from '../../store/participations.ts';
import type { Database } from '../../store/schema.ts';
import type { Contact } from '../contacts/contact-rules.ts';
import type { PoliciesChanged } from '../policy-changes/tell-changed.ts';

/** A consequence that follows the commit; what is known by then is looked up when it is handled. */
export type Consequence =
  /** What policies change for members, and what waits for an expert's signature: put there by governance. */
  | PoliciesChanged
  /** Each participant of a use is to have a row of their own: put there by the store. */
  | UsePacked
  | { readonly kind: 'sign-off-due'; readonly to: ActorId }
  /** What is watched has shifted: put there by insight. */
  | { readonly kind: 'listening-shift'; readonly to: ActorId }
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

/** Puts a consequence into the outbox, in the transaction of what it follows from. */
export const enqueue = (
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  consequence: Consequence,
  at: Instant,
): Promise<void> => putInOutbox(trx, deps, network, consequence, at);
