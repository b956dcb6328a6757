import type { Kysely } from 'kysely';
import type { Policy } from '../../privacy/facts.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database, NetworkKind } from '../../store/schema.ts';

/** The network, as far as what is signed depends on it. */
export interface Ground {
  readonly id: NetworkId;
  readonly kind: NetworkKind;
  readonly highestLabel: string;
  readonly policies: readonly Policy[];
}

/** The network of a matter, with the policies that hold there. */
export async function groundOf(
  db: Kysely<Database>,
  network: NetworkId,
  policies: readonly Policy[],
): Promise<Ground> {
  const row = await db
    .selectFrom('community.network')
    .select(['kind', 'highest_label'])
    .where('id', '=', network)
    .executeTakeFirstOrThrow();
  return { id: network, kind: row.kind, highestLabel: row.highest_label, policies };
}
