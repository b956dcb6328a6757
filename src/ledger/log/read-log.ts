import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import { proveConsistency, proveInclusion } from '../tree/tiles.ts';
import { vkeyOf } from '../verify/note.ts';
import type { ContinuationProof, EntryProof } from '../verify/proof-file.ts';
import { tilesOf } from './read-tiles.ts';
import { verifierOf } from './signer.ts';

type Parts = Pick<Deps, 'store' | 'masterKey' | 'publicUrl'>;

export interface SignedCheckpoint {
  readonly size: number;
  readonly note: string;
  readonly madeAt: Instant;
}

/** The newest checkpoint of a network's log, or that of a size; null where there is none. */
export async function newestCheckpoint(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  size: number | null = null,
): Promise<SignedCheckpoint | null> {
  let query = store.community
    .selectFrom('community.ledger_checkpoint')
    .select(['size', 'note', 'made_at'])
    .where('network_id', '=', network)
    .orderBy('made_at', 'desc')
    .limit(1);
  if (size !== null) query = query.where('size', '=', size);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : { size: row.size, note: row.note, madeAt: row.made_at };
}

/** An entry about somebody, as only they are told of it. */
export interface OwnEntry {
  readonly place: number;
  readonly content: string;
  readonly enteredAt: Instant;
}

/** What the ledger has about an actor, latest first. */
export async function ownEntries(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  actor: ActorId,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<OwnEntry[]> {
  let query = store.community
    .selectFrom('community.ledger_entry')
    .select(['place', 'content', 'entered_at'])
    .where('network_id', '=', network)
    .where('subject_id', '=', actor)
    .orderBy('place', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('place', '<', before);
  const rows = await query.execute();
  return rows.map((row) => ({ place: row.place, content: row.content, enteredAt: row.entered_at }));
}

/** Proves an entry about an actor to be in the log at its newest checkpoint; null where it isn't theirs. */
export async function proveOwnEntry(
  deps: Parts,
  network: NetworkId,
  actor: ActorId,
  place: number,
): Promise<EntryProof | null> {
  const [entry, checkpoint] = await Promise.all([
    deps.store.community
      .selectFrom('community.ledger_entry')
      .select(['salt', 'content'])
      .where('network_id', '=', network)
      .where('subject_id', '=', actor)
      .where('place', '=', place)
      .executeTakeFirst(),
    newestCheckpoint(deps, network),
  ]);
  // Entered within a beat that hasn't ended.
  if (entry === undefined || checkpoint === null || place >= checkpoint.size) return null;
  const hashes = await proveInclusion(tilesOf(deps.store.community, network), place, checkpoint.size);
  return { key: keyOf(deps, network), checkpoint: checkpoint.note, place, ...entry, hashes };
}

/** Proves the log to go on from an older checkpoint; null where it never had one of that size. */
export async function proveContinuation(
  deps: Parts,
  network: NetworkId,
  size: number,
): Promise<ContinuationProof | null> {
  const [older, newer] = await Promise.all([
    newestCheckpoint(deps, network, size),
    newestCheckpoint(deps, network),
  ]);
  if (older === null || newer === null) return null;
  const hashes = await proveConsistency(tilesOf(deps.store.community, network), older.size, newer.size);
  return { key: keyOf(deps, network), older: older.note, newer: newer.note, hashes };
}

/** The key that a verifier keeps. */
export const keyOf = (deps: Pick<Deps, 'masterKey' | 'publicUrl'>, network: NetworkId): string =>
  vkeyOf(verifierOf(deps, network));

/** Networks on which the beat that began then hasn't ended. */
export async function networksDue({ store }: Pick<Deps, 'store'>, beat: Instant): Promise<NetworkId[]> {
  const rows = await store.community
    .selectFrom('community.network as n')
    .leftJoin('community.ledger_head as h', 'h.network_id', 'n.id')
    .select('n.id')
    .where((eb) => eb.or([eb('h.beat_at', 'is', null), eb('h.beat_at', '<', instantValue(beat))]))
    .orderBy('n.id')
    .execute();
  return rows.map((row) => row.id);
}
