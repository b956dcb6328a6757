import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Grown } from '../tree/tiles.ts';

/** Writes the tiles that a log grew by, those at its right edge longer than before. */
export async function writeTiles(
  db: Kysely<Database>,
  network: NetworkId,
  { changed }: Pick<Grown, 'changed'>,
): Promise<void> {
  await sql`
    insert into community.ledger_tile (network_id, level, n, hashes)
    select ${network}::uuid, level, n, decode(hashes, 'hex')
    from unnest(${changed.map((one) => one.level)}::smallint[], ${changed.map((one) => one.n)}::bigint[],
      ${changed.map(({ tile }) => Buffer.concat([...tile]).toString('hex'))}::text[]) as tile (level, n, hashes)
    on conflict (network_id, level, n) do update set hashes = excluded.hashes`.execute(db);
}
