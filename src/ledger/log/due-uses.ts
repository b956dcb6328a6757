import { setImmediate as turn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Purpose } from '../../privacy/purposes.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { ActorId, GrantId, Instant, NetworkId, UseId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { spreadUse } from '../../store/participations.ts';
import type { Database, UseDeed } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { type Hashing, type Leaf, PLACES, participantsRoot } from '../tree/participants.ts';
import { toBase64 } from '../verify/base64.ts';
import { commitment, SALT_BYTES } from '../verify/commitment.ts';
import { HASH_BYTES, type Hash, leafHash } from '../verify/hash.ts';
import type { Due } from './due.ts';
import { nativeCommitment, nativeNodeHash } from './native-hash.ts';
import { type Participant, readParticipants } from './read-participants.ts';

interface Row {
  readonly id: UseId;
  readonly organisation: ActorId;
  readonly fn: string | null;
  readonly deed: UseDeed;
  readonly purpose: Purpose;
  readonly kinds: readonly string[];
  readonly used_at: Instant;
}

/**
 * Uses of members' data that the ledger hasn't yet; they are taken for entered, in the caller's transaction. A use of many
 * is one entry with the root of the tree of its participants, each at a place by chance.
 */
export async function takeDueUses(
  trx: Kysely<Database>,
  { random }: Pick<Deps, 'random'>,
  network: NetworkId,
  limit: number,
): Promise<Due[]> {
  const { rows } = await sql<Row>`
    select u.id, u.organisation_id as organisation, u.function as fn, u.deed, u.purpose, u.kinds, u.used_at
    from community.data_use u where u.network_id = ${network} and u.seed is null
    order by u.id limit ${limit} for no key update skip locked`.execute(trx);
  const due: Due[] = [];
  for (const use of rows) {
    const seed = random(SALT_BYTES);
    await spreadUse(trx, network, use.id);
    const leaves = await placeParticipants(trx, { random }, network, use.id);
    await sql`update community.data_use set seed = ${seed} where network_id = ${network} and id = ${use.id}`.execute(
      trx,
    );
    const root = await participantsRoot(leaves, hashingOf(seed), turn);
    due.push({
      subject: use.organisation,
      about: use.id,
      content: contentOf(network, use, root),
      isErased: false,
    });
  }
  return due;
}

/** How the tree of a use is made; where nobody is stands what its seed gives. */
export const hashingOf = (seed: Uint8Array): Hashing => ({
  node: nativeNodeHash,
  filler: (floor, index) => nativeCommitment(seed, `${floor}/${index}`),
});

/** What a participant's leaf commits to. */
export const participationText = (
  network: NetworkId,
  use: UseId,
  subject: ActorId,
  grants: readonly GrantId[],
): string => JSON.stringify({ use, network, subject, grants });

/** Gives each participant of a use a place and a salted leaf; the leaf of who has left meanwhile commits to nothing. */
async function placeParticipants(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'random'>,
  network: NetworkId,
  use: UseId,
): Promise<ReadonlyMap<number, Hash>> {
  const leaves = new Map<number, Hash>();
  for await (const some of readParticipants(trx, network, use, 'for update')) {
    const placed = some.map((participant) => {
      const [place, leaf, salt] = placeOne(deps, network, use, participant, leaves);
      leaves.set(place, leaf);
      return { n: participant.n, place, salt, leaf };
    });
    await sql`
      update community.data_use_participant p set place = one.place, salt = decode(one.salt, 'hex'),
        leaf = decode(one.leaf, 'hex')
      from unnest(${placed.map(({ n }) => n)}::integer[], ${placed.map(({ place }) => place)}::integer[],
        ${placed.map(({ salt }) => salt.toString('hex'))}::text[],
        ${placed.map(({ leaf }) => Buffer.from(leaf).toString('hex'))}::text[]) as one (n, place, salt, leaf)
      where p.network_id = ${network} and p.use_id = ${use} and p.n = one.n`.execute(trx);
  }
  return leaves;
}

function placeOne(
  { random }: Pick<Deps, 'random'>,
  network: NetworkId,
  use: UseId,
  { subject_id: subject, grant_ids: grants }: Participant,
  taken: ReadonlyMap<number, Hash>,
): readonly [...Leaf, salt: Buffer] {
  let place = random(4).readUInt32BE() % PLACES;
  while (taken.has(place)) place = random(4).readUInt32BE() % PLACES;
  const salt = random(SALT_BYTES);
  const data: Hash =
    subject === null || grants === null
      ? random(HASH_BYTES)
      : commitment(salt, participationText(network, use, subject, grants));
  return [place, leafHash(data), salt];
}

function contentOf(network: NetworkId, use: Row, root: Hash): string {
  return JSON.stringify({
    entry: 'use',
    use: use.id,
    network,
    organisation: use.organisation,
    function: use.fn,
    deed: use.deed,
    purpose: purposeIri(use.purpose),
    kinds: use.kinds,
    at: timestamp(use.used_at),
    participants: { root: toBase64(root), places: PLACES },
  });
}
