import type { Kysely } from 'kysely';
import type { NetworkFacts } from '../../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { loadAdmitting } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import { planForMany } from '../../store/visibility/plan-for-many.ts';
import type { Admitting } from '../../store/visibility/sql.ts';

/** Where it is asked, and under which policies. */
export interface Ground {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  /** The audiences that admit the organisation, where they were found before: for what is asked about the whole network. */
  readonly admitting?: Admitting;
}

/** Prepares a transaction to ask about a whole network: what admits the organisation is found once, and sets are joined. */
export async function groundOfAll(
  trx: Kysely<Database>,
  ground: Ground,
  organisation: ActorId,
  at: Instant,
): Promise<Ground> {
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const admitting = await loadAdmitting(trx, { network: ground.network, viewer }, at);
  await planForMany(trx);
  return { ...ground, admitting };
}
