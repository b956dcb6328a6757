import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { TILE_WIDTH, type TileId } from '../tree/tiles.ts';
import { HASH_BYTES } from '../verify/hash.ts';
import { keyOf, newestCheckpoint } from './read-log.ts';

/** Where the tiles of a log lie in a folder: as C2SP tlog-tiles has them below the log's address. */
export function tilePath({ level, n }: TileId, width: number): string {
  const groups: string[] = [];
  for (let rest = n; ; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
    if (rest < 1000) break;
  }
  const name = `tile/${level}/${groups.join('/')}`;
  return width === TILE_WIDTH ? name : `${name}.p/${width}`;
}

/**
 * Writes a network's log to a folder: its key, its newest checkpoint, and its tiles. What the entries say isn't among it.
 * @returns false where there is no checkpoint yet
 */
export async function exportLog(
  deps: Pick<Deps, 'store' | 'masterKey' | 'publicUrl'>,
  network: NetworkId,
  folder: string,
): Promise<boolean> {
  const newest = await newestCheckpoint(deps, network);
  if (newest === null) return false;
  const write = async (name: string, bytes: string | Uint8Array): Promise<void> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  };
  for (
    let [level, hashes] = [0, newest.size];
    hashes > 0;
    level++, hashes = Math.floor(hashes / TILE_WIDTH)
  ) {
    for await (const { n, bytes } of readLevel(deps, network, level)) {
      const width = Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH);
      if (width > 0) await write(tilePath({ level, n }, width), bytes.subarray(0, width * HASH_BYTES));
    }
  }
  await write('key', `${keyOf(deps, network)}\n`);
  await write('checkpoint', newest.note);
  return true;
}

/** Tiles read at a time. */
const SOME = 200;

/** The tiles of a level in their order, some at a time, so that memory doesn't grow with the log. */
export async function* readLevel(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  level: number,
): AsyncGenerator<{ readonly n: number; readonly bytes: Buffer }> {
  for (let from = 0; ; from += SOME) {
    const { rows } = await sql<{
      n: number;
      bytes: Buffer;
    }>`select n, hashes as bytes from community.ledger_tile
      where network_id = ${network} and level = ${level} and n >= ${from} and n < ${from + SOME} order by n`.execute(
      store.community,
    );
    yield* rows;
    if (rows.length < SOME) return;
  }
}
