import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import { param, template } from '../../store/prepared.ts';
import type { Database } from '../../store/schema.ts';
import { type ReadTiles, type Tile, tileName } from '../tree/tiles.ts';
import { HASH_BYTES } from '../verify/hash.ts';

/** Reads the tiles of a network's log, many in one statement: what a proof needs, however long the log is. */
export const tilesOf =
  (db: Kysely<Database>, network: NetworkId): ReadTiles =>
  async (ids) => {
    if (ids.length === 0) return new Map();
    const wanted = { levels: ids.map(({ level }) => level), ns: ids.map(({ n }) => n) };
    const rows = await tiles.run(db, { network, ...wanted });
    return new Map(rows.map((row) => [tileName(row), hashesOf(row.hashes)]));
  };

const tiles = template<{ level: number; n: number; hashes: Buffer }>(
  () => sql`
    select t.level, t.n, t.hashes
    from unnest(${param('levels')}::smallint[], ${param('ns')}::bigint[]) as wanted (level, n)
    join community.ledger_tile t on t.network_id = ${param('network')}::uuid and t.level = wanted.level and t.n = wanted.n`,
);

/** A tile's bytes as hashes, one after another. */
export function hashesOf(bytes: Uint8Array): Tile {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) hashes.push(bytes.subarray(at, at + HASH_BYTES));
  return hashes;
}
