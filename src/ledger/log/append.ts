import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { type Edge, edgeIds, grow, rootOfEdge, TILE_WIDTH, tileName } from '../tree/tiles.ts';
import { commitment, SALT_BYTES } from '../verify/commitment.ts';
import { EMPTY_ROOT, HASH_BYTES, type Hash, isSameHash, leafHash } from '../verify/hash.ts';
import type { Due } from './due.ts';
import { LedgerStopped } from './ledger-stopped.ts';
import { hashesOf, tilesOf } from './read-tiles.ts';
import { signCheckpoint } from './signer.ts';
import { takeDue } from './take-due.ts';
import { writeTiles } from './write-tiles.ts';

/** Leaves by which every checkpoint grows, and a multiple of them where more is due: its size tells little. */
export const BLOCK = 256;
/** Entries of one transaction. */
const BATCH = 5000;

type Parts = Pick<Deps, 'store' | 'random' | 'masterKey' | 'publicUrl'>;

/**
 * Enters what is due on a network and ends the beat with a checkpoint, if no process has done so yet. What is entered and
 * the tree over it are one transaction, as what it says and that it is due are.
 * @param beat the instant at which the beat began
 * @throws LedgerStopped where the log isn't as its head says
 */
export async function appendBeat(deps: Parts, network: NetworkId, beat: Instant, at: Instant): Promise<void> {
  let isDone = false;
  while (!isDone) {
    isDone = await deps.store.community.transaction().execute(async (trx) => {
      const head = await lockHead(trx, network);
      if (head.beatAt >= beat) return true;
      const due = await takeDue(trx, deps, network, BATCH, at);
      const isLast = due.length < BATCH;
      const added = shuffled(deps, [
        ...due.map((entry) => leafOf(entry, deps.random(SALT_BYTES))),
        ...(isLast ? padding(deps, due.length) : []),
      ]);
      const grown = grow(
        head.edge,
        added.map(({ hash }) => hash),
      );
      const entries = added.flatMap(({ entry }, n) =>
        entry === null || entry.isErased ? [] : [{ ...entry, place: head.edge.size + n }],
      );
      await writeEntries(trx, network, entries, at);
      await writeTiles(trx, network, grown);
      const root = rootOfEdge(grown.edge);
      await sql`update community.ledger_head set size = ${grown.edge.size}, root = ${Buffer.from(root)},
        beat_at = ${isLast ? timestamp(beat) : timestamp(head.beatAt)}::timestamptz where network_id = ${network}`.execute(
        trx,
      );
      if (isLast) {
        const checkpoint = { size: grown.edge.size, root, time: new Date(beat).toISOString() };
        await trx
          .insertInto('community.ledger_checkpoint')
          .values({
            network_id: network,
            made_at: timestamp(beat),
            size: grown.edge.size,
            note: signCheckpoint(deps, network, checkpoint),
          })
          .execute();
      }
      return isLast;
    });
  }
}

/** A leaf, with what it commits to; null is none. */
interface Leaf {
  readonly hash: Hash;
  readonly entry: (Due & { readonly salt: Buffer }) | null;
}

const leafOf = (due: Due, salt: Buffer): Leaf => ({
  hash: leafHash(commitment(salt, due.content)),
  entry: { ...due, salt },
});

interface Head {
  readonly edge: Edge;
  readonly beatAt: Instant;
}

/** Takes the network's log for this transaction alone, and asks whether it is whole at its end. */
async function lockHead(trx: Kysely<Database>, network: NetworkId): Promise<Head> {
  const row = (await readHead(trx, network)) ?? (await beginLog(trx, network));
  const edge = await readEdge(trx, network, row.size);
  if (!isSameHash(rootOfEdge(edge), row.root)) {
    throw new LedgerStopped(network, `its root at ${row.size} entries is another`);
  }
  return { edge, beatAt: row.beat_at };
}

const readHead = (trx: Kysely<Database>, network: NetworkId) =>
  trx
    .selectFrom('community.ledger_head')
    .select(['size', 'root', 'beat_at'])
    .where('network_id', '=', network)
    .forUpdate()
    .executeTakeFirst();

/** The tiles at the right edge, as long as the head says; those that are longer were written by nobody who held it. */
async function readEdge(trx: Kysely<Database>, network: NetworkId, size: number): Promise<Edge> {
  const ids = edgeIds(size);
  const tiles = await tilesOf(trx, network)(ids);
  const edge: Hash[][] = [];
  for (const id of ids) {
    const width = Math.floor(size / TILE_WIDTH ** id.level) % TILE_WIDTH;
    const tile = tiles.get(tileName(id)) ?? [];
    if (tile.length !== width) {
      throw new LedgerStopped(
        network,
        `tile ${id.n} of level ${id.level} has ${tile.length} hashes instead of ${width}`,
      );
    }
    while (edge.length < id.level) edge.push([]);
    edge.push([...tile]);
  }
  return { size, tiles: edge };
}

/** A log begins where there never was one: of one that was, something would be left. */
async function beginLog(trx: Kysely<Database>, network: NetworkId) {
  const { rows } = await sql<{ rest: string | null }>`
    insert into community.ledger_head (network_id, size, root, beat_at)
    values (${network}, 0, ${Buffer.from(EMPTY_ROOT)}, '-infinity') on conflict do nothing
    returning (select case
      when exists (select 1 from community.ledger_checkpoint where network_id = ${network}) then 'checkpoints'
      when exists (select 1 from community.ledger_tile where network_id = ${network}) then 'tiles'
      when exists (select 1 from community.ledger_entry where network_id = ${network}) then 'entries'
    end) as rest`.execute(trx);
  const rest = rows[0]?.rest ?? null;
  if (rest !== null) throw new LedgerStopped(network, `it has ${rest}, and its head is missing`);
  // Another process may have begun it in between.
  const head = await readHead(trx, network);
  if (head === undefined) throw new Error('a log has just begun and isn’t there');
  return head;
}

/** Leaves that nobody can tell from entries: as many as bring the growth to a block, four, sixteen, and so on. */
function padding({ random }: Pick<Deps, 'random'>, entries: number): Leaf[] {
  let growth = BLOCK;
  while (growth < entries) growth *= 4;
  return hashesOf(random((growth - entries) * HASH_BYTES)).map((data) => ({
    hash: leafHash(data),
    entry: null,
  }));
}

/**
 * The leaves in an order by chance (Fisher and Yates): among entries in the order of their times, one's own place would
 * tell how much others did. Of 32 random bits for each, what a remainder favours is below 10^-6.
 */
function shuffled({ random }: Pick<Deps, 'random'>, leaves: readonly Leaf[]): readonly Leaf[] {
  const order = [...leaves];
  const bytes = random(4 * order.length);
  for (let n = order.length - 1; n > 0; n--) {
    const other = bytes.readUInt32BE(4 * n) % (n + 1);
    [order[n], order[other]] = [order[other] as Leaf, order[n] as Leaf];
  }
  return order;
}

async function writeEntries(
  trx: Kysely<Database>,
  network: NetworkId,
  entries: readonly (Due & { readonly salt: Buffer; readonly place: number })[],
  at: Instant,
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into community.ledger_entry (network_id, place, subject_id, about_id, salt, content, entered_at)
    select ${network}::uuid, place, subject, about, decode(salt, 'hex'), content, ${instantValue(at)}
    from unnest(${entries.map((one) => one.place)}::bigint[], ${entries.map((one) => one.subject)}::uuid[], ${entries.map((one) => one.about)}::uuid[],
      ${entries.map((one) => one.salt.toString('hex'))}::text[], ${entries.map((one) => one.content)}::text[])
      as entry (place, subject, about, salt, content)`.execute(trx);
}
