import { type Kysely, sql } from 'kysely';
import type { NetworkFacts } from '../../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { loadAdmitting } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import type { Admitting } from '../../store/visibility/sql.ts';

/** Where it is asked, and under which policies. */
export interface Ground {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  /** The audiences that admit the organisation, where they were found before: for what is asked about the whole network. */
  readonly admitting?: Admitting;
}

/** Memory for each step of a statement about a whole network, in which its sets fit. */
const ROOM = '64MB';

/** Prepares a transaction to ask about a whole network: what admits the organisation is found once, and there is room for sets. */
export async function groundOfAll(
  trx: Kysely<Database>,
  ground: Ground,
  organisation: ActorId,
  at: Instant,
): Promise<Ground> {
  await sql`select set_config('work_mem', ${ROOM}, true)`.execute(trx);
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  return { ...ground, admitting: await loadAdmitting(trx, { network: ground.network, viewer }, at) };
}
