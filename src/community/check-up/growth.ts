import { sql } from 'kysely';
import { type Audience, EVERYONE, keysOf, SIGNED_IN } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { type Facts, type ObjectFacts, viewerFacts } from '../../privacy/facts.ts';
import type { ActorId, GrantId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { amongOf, WIDE } from '../explaining/counted.ts';
import { loadKnownPeople } from '../explaining/known-people.ts';
import { knownSets } from '../explaining/known-sets.ts';
import { thingFor } from '../explaining/reached-by.ts';

/** An audience, and since when its owner knows whom it reaches. */
export interface Watched {
  readonly audience: Audience;
  readonly since: Instant;
}

/** Whom an audience reaches, as far as its owner may know. */
export interface Growth {
  readonly now: number;
  /** How many of these it reached then already. */
  readonly before: number;
  /** Somebody is in it whom its owner isn't told, or who can't be counted. */
  readonly isUncounted: boolean;
}

/** From when on it is worth saying: half as many more, and not only a few. */
const GROWN_BY = 1.5;
const GROWN_PEOPLE = 5;

export const hasGrown = ({ now, before }: Growth): boolean =>
  now >= before * GROWN_BY && now - before >= GROWN_PEOPLE;

/**
 * How audiences have grown since their owner decided: of those whom each reaches now, of whom the owner may know, those
 * who were in it at that time already. Decided by the core over facts of all of them together. Who has left since isn't
 * told.
 */
export async function growthOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  owner: ActorId,
  watched: readonly Watched[],
  at: Instant,
): Promise<Growth[]> {
  if (watched.length === 0) return [];
  const audiences = watched.map(({ audience }) => audience);
  const unless = viewer.networkFacts.policies.flatMap((policy) => policy.unless);
  const sets = await knownSets(deps, viewer, [...audiences.flatMap(keysOf), ...unless], at);
  const since = watched.reduce((earliest, one) => Math.min(earliest, one.since), at);
  const isWide = audiences.some(({ any }) => any.some((term) => term.every((key) => WIDE.includes(key))));
  const [people, late] = await Promise.all([
    loadKnownPeople(deps, viewer, { keys: sets.known, among: amongOf(audiences, sets), since }, at),
    isWide ? newcomers(deps, viewer.network, since, at) : [],
  ]);
  return watched.map(({ audience, since: then }) => {
    const thing = thingThen(owner, audience, then);
    const about = { object: thing, network: viewer.networkFacts };
    const admits = (facts: Facts['viewer'], when: Instant) =>
      decide(toRead(when), { ...about, viewer: facts }).allowed;
    const admitted = people.classes.filter(({ facts }) => admits(facts, at));
    const before = people.of(admitted.filter(({ facts }) => admits(facts, then)));
    const joined = late.filter(({ id, from }) => from > then && before.has(id)).length;
    return {
      now: people.of(admitted).size,
      before: before.size - joined,
      isUncounted:
        admits(viewerFacts(null), at) ||
        audience.any.some((term) => term.some((key) => sets.unknown.has(key))) ||
        audience.any.some((term) => term.every((key) => key === SIGNED_IN || key === EVERYONE)),
    };
  });
}

/** A thing that was for the audience all the time: whoever it kept out then stays out. */
function thingThen(owner: ActorId, audience: Audience, since: Instant): ObjectFacts {
  const thing = thingFor(owner, [audience], [], since);
  return { ...thing, grants: thing.grants.map((grant) => ({ ...grant, id: '' as GrantId, from: since })) };
}

interface Newcomer {
  readonly id: ActorId;
  readonly from: Instant;
}

/** Who became a member of the network since. Who of them the owner may know is asked elsewhere. */
async function newcomers(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  since: Instant,
  at: Instant,
): Promise<readonly Newcomer[]> {
  const { rows } = await sql<Newcomer>`
    select t.member_id as id, min(t.valid_from) as from from community.tie t
    where t.network_id = ${network} and t.set_key = 'network' and t.valid_until > ${instantValue(at)}
      and t.valid_from > ${instantValue(since)} and t.valid_from <= ${instantValue(at)}
    group by t.member_id`.execute(store.community);
  return rows;
}
