import { setImmediate as turn } from 'node:timers/promises';
import type { ActorId, Instant, NetworkId, UseId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import { type Leaf, proveParticipant } from '../tree/participants.ts';
import { proveConsistency, proveInclusion } from '../tree/tiles.ts';
import { vkeyOf } from '../verify/note.ts';
import type { ContinuationProof, EntryProof, UseProof } from '../verify/proof-file.ts';
import { hashingOf, participationText } from './due-uses.ts';
import { readParticipants } from './read-participants.ts';
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

/** What the ledger has about an actor, or about the network itself, latest first. */
export async function entriesAbout(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  subject: ActorId | NetworkId,
  { limit, before }: { readonly limit: number; readonly before: number | null },
): Promise<OwnEntry[]> {
  let query = store.community
    .selectFrom('community.ledger_entry')
    .select(['place', 'content', 'entered_at'])
    .where('network_id', '=', network)
    .where('subject_id', '=', subject)
    .orderBy('place', 'desc')
    .limit(limit);
  if (before !== null) query = query.where('place', '<', before);
  const rows = await query.execute();
  return rows.map((row) => ({ place: row.place, content: row.content, enteredAt: row.entered_at }));
}

/**
 * Proves an entry about an actor, or about the network itself, to be in the log at its newest checkpoint; null where it is
 * somebody else's.
 */
export async function proveOwnEntry(
  deps: Parts,
  network: NetworkId,
  actor: ActorId,
  place: number,
): Promise<EntryProof | null> {
  const entry = await deps.store.community
    .selectFrom('community.ledger_entry')
    .select(['place', 'salt', 'content'])
    .where('network_id', '=', network)
    .where('subject_id', 'in', [actor, network])
    .where('place', '=', place)
    .executeTakeFirst();
  return entry === undefined ? null : proveEntry(deps, network, entry);
}

/** Null where it was entered within a beat that hasn't ended. */
async function proveEntry(
  deps: Parts,
  network: NetworkId,
  entry: Pick<EntryProof, 'place' | 'salt' | 'content'>,
): Promise<EntryProof | null> {
  const checkpoint = await newestCheckpoint(deps, network);
  if (checkpoint === null || entry.place >= checkpoint.size) return null;
  const read = tilesOf(deps.store.community, network);
  const hashes = await proveInclusion(read, entry.place, checkpoint.size);
  return { key: keyOf(deps, network), checkpoint: checkpoint.note, ...entry, hashes };
}

/**
 * Proves a use of data to be in the log, and an actor's to have been among it; null where it wasn't, or isn't entered yet.
 */
export async function proveOwnUse(
  deps: Parts,
  network: NetworkId,
  actor: ActorId,
  use: UseId,
): Promise<UseProof | null> {
  const { community } = deps.store;
  const found = await community
    .selectFrom('community.data_use_participant as p')
    .innerJoin('community.data_use as u', (join) =>
      join.onRef('u.network_id', '=', 'p.network_id').onRef('u.id', '=', 'p.use_id'),
    )
    .innerJoin('community.ledger_entry as e', (join) =>
      join.onRef('e.network_id', '=', 'p.network_id').onRef('e.about_id', '=', 'p.use_id'),
    )
    .select([
      'p.place as own',
      'p.salt as own_salt',
      'p.grant_ids',
      'u.seed',
      'e.place',
      'e.salt',
      'e.content',
    ])
    .where('p.network_id', '=', network)
    .where('p.use_id', '=', use)
    .where('p.subject_id', '=', actor)
    .executeTakeFirst();
  if (found === undefined || found.own === null || found.own_salt === null || found.seed === null)
    return null;
  const { place, salt, content } = found;
  const entry = await proveEntry(deps, network, { place, salt, content });
  if (entry === null) return null;
  const leaves: Leaf[] = [];
  for await (const some of readParticipants(community, network, use)) {
    for (const { place, leaf } of some) if (place !== null && leaf !== null) leaves.push([place, leaf]);
  }
  return {
    ...entry,
    participant: {
      place: found.own,
      salt: found.own_salt,
      content: participationText(network, use, actor, found.grant_ids ?? []),
      hashes: await proveParticipant(leaves, hashingOf(found.seed), found.own, turn),
    },
  };
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
