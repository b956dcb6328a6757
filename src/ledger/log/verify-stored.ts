import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../../core/operator-error.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { TILE_WIDTH, type Tile, tileName } from '../tree/tiles.ts';
import { type Checked, fails, HOLDS } from '../verify/checked.ts';
import { commitment } from '../verify/commitment.ts';
import { type Hash, isSameHash, leafHash } from '../verify/hash.ts';
import { verifyLog } from '../verify/log.ts';
import { parseVkey } from '../verify/note.ts';
import { readLevel, tilePath } from './export-log.ts';
import { newestCheckpoint } from './read-log.ts';
import { hashesOf, tilesOf } from './read-tiles.ts';
import { verifierOf } from './signer.ts';
import { verifyKept } from './verify-kept.ts';
import { verifyUses } from './verify-uses.ts';

type Parts = Pick<Deps, 'store' | 'masterKey' | 'publicUrl'>;

/**
 * Whether a network's log in the database is whole: its leaves, every full tile over them, its newest checkpoint, what the
 * entries say, whose data was used, what was noted of breaches, and, where one was kept, an older checkpoint.
 * @param since a signed note, or null
 */
export async function verifyStored(deps: Parts, network: NetworkId, since: string | null): Promise<Checked> {
  const newest = await newestCheckpoint(deps, network);
  if (newest === null) {
    return since === null
      ? HOLDS
      : fails('checkpoint', 'There is no checkpoint, and there was an older one.');
  }
  const read = tilesOf(deps.store.community, network);
  const log = await verifyLog({
    verifier: verifierOf(deps, network),
    note: newest.note,
    since,
    leaves: async function* () {
      let expected = 0;
      for await (const { n, bytes } of readLevel(deps, network, 0)) {
        // One that is missing would move all that follow.
        if (n !== expected++) return;
        yield hashesOf(bytes);
      }
    },
    isTile: async (tile) => isSame(tile.tile, (await read([tile])).get(tileName(tile))),
  });
  if (!log.holds) return log;
  const entries = await verifyEntries(deps, network);
  if (!entries.holds) return entries;
  const uses = await verifyUses(deps, network);
  return uses.holds ? verifyKept(deps, network) : uses;
}

/** Entries read at a time. */
const SOME = 5000;

/** Whether what the entries say is what their leaves commit to; those that were erased say nothing. */
async function verifyEntries({ store }: Parts, network: NetworkId): Promise<Checked> {
  const read = tilesOf(store.community, network);
  for (let after = -1; ; ) {
    const rows = await store.community
      .selectFrom('community.ledger_entry')
      .select(['place', 'salt', 'content'])
      .where('network_id', '=', network)
      .where('place', '>', after)
      .orderBy('place')
      .limit(SOME)
      .execute();
    const ids = [...new Set(rows.map(({ place }) => Math.floor(place / TILE_WIDTH)))];
    const tiles = await read(ids.map((n) => ({ level: 0, n })));
    for (const { place, salt, content } of rows) {
      const leaf = tiles.get(tileName({ level: 0, n: Math.floor(place / TILE_WIDTH) }))?.[place % TILE_WIDTH];
      if (leaf === undefined || !isSameHash(leaf, leafHash(commitment(salt, content)))) {
        return fails('entry', `The entry at place ${place} doesn’t say what it was entered for.`);
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < SOME) return HOLDS;
    after = last.place;
  }
}

/**
 * The same of a log that was exported to a folder, of which no server is asked.
 * @param key of the log as one knows it; null takes the folder's own
 */
export async function verifyExported(
  folder: string,
  key: string | null,
  since: string | null,
): Promise<Checked> {
  const own = (await fileOf(folder, 'key')).toString('utf8').trim();
  const verifier = parseVkey(key ?? own);
  if (verifier === null || (key !== null && key !== own))
    return fails('key', 'The export is of another log than this key.');
  const note = (await fileOf(folder, 'checkpoint')).toString('utf8');
  const tile = async (level: number, n: number, width: number): Promise<Tile | null> => {
    const bytes = await readFile(join(folder, tilePath({ level, n }, width))).catch(() => null);
    return bytes === null ? null : hashesOf(bytes);
  };
  return verifyLog({
    verifier,
    note,
    since,
    leaves: async function* () {
      for (let left = Number(note.split('\n')[1] ?? 0), n = 0; left > 0; left -= TILE_WIDTH, n++) {
        const hashes = await tile(0, n, Math.min(TILE_WIDTH, left));
        if (hashes === null) return;
        yield hashes;
      }
    },
    isTile: async (one) => isSame(one.tile, await tile(one.level, one.n, one.tile.length)),
  });
}

const fileOf = (folder: string, name: string): Promise<Buffer> =>
  readFile(join(folder, name)).catch(() => {
    throw new OperatorError(`there is no exported ledger in ${folder}: its file ${name} can’t be read`);
  });

const isSame = (one: Tile, other: Tile | null | undefined): boolean =>
  other !== null &&
  other !== undefined &&
  one.length === other.length &&
  one.every((hash, n) => isSameHash(hash, other[n] as Hash));
