import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Going, withinLimits } from './going.ts';

/** Who a query finds, found before the network's turn to count is taken, so that nobody waits meanwhile. */
export interface FoundFirst {
  /** Finds them, in the transaction that tells of them. */
  readonly before: (trx: Kysely<Database>) => Promise<void>;
  /** Those who were found and are here still: to be read in the same transaction, once it has its turn. */
  readonly found: Sql<unknown>;
}

/**
 * They stay in the database, in a table of the transaction's own. Of whose allowance too little is left by then isn't among whom the
 * turn counts, as ever; who left the network meanwhile isn't found any more.
 * @param found a query of `subject`, `grants` and `cell`, each subject once
 * @throws TakesTooLong
 */
export const foundFirst = (
  network: NetworkId,
  db: Kysely<Database>,
  found: Sql<unknown>,
  going: Going,
): FoundFirst => ({
  async before(trx) {
    await withinLimits(trx, db, going, () =>
      sql`create temporary table found_first on commit drop as
        select f.subject, f.grants, f.cell::integer as cell from (${found}) f`.execute(trx),
    );
  },
  found: sql`select f.subject, f.grants, f.cell from pg_temp.found_first f where ${stand(network, sql`f.grants`)}`,
});

/** Whether grants are there still: those of who left are not. That one ended meanwhile doesn't undo what had begun before. */
export const stand = (network: NetworkId, grants: Sql<unknown>): Sql<boolean> => sql`exists (
  select 1 from community."grant" g where g.network_id = ${network} and g.id = (${grants})[1])`;
