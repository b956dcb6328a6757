import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { enqueue } from '../outbox/enqueue.ts';

/**
 * Tells, when the transaction commits, that a decision changed whom many posts are for: open streams lose at once what
 * their viewers may no longer see, and feeds of those who gain are filled in behind.
 */
export async function announceDecided(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  {
    network,
    owner,
    decision,
  }: { readonly network: NetworkId; readonly owner: ActorId; readonly decision: string },
  at: Instant,
): Promise<void> {
  await enqueue(trx, deps, network, { kind: 'decided', owner, decision, before: null }, at);
  await announce(trx, { network, kind: 'decided', id: decision, at, to: owner });
}
