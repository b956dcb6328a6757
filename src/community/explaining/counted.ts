import {
  type Audience,
  atomOf,
  EVERYONE,
  type Key,
  keysOf,
  NETWORK,
  SIGNED_IN,
} from '../../privacy/audience.ts';
import { decide, holdsTerm } from '../../privacy/decide.ts';
import {
  type Facts,
  type NetworkFacts,
  type ObjectFacts,
  type Question,
  viewerFacts,
} from '../../privacy/facts.ts';
import type { Grant } from '../../privacy/grant.ts';
import { covers } from '../../privacy/purposes.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Reverse } from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type KnownPeople, loadKnownPeople } from './known-people.ts';
import { type KnownSets, knownSets, type Uncounted, uncounted } from './known-sets.ts';
import type { People } from './people.ts';

/** A thing of the asker's own, without what it answers of others': whom that reaches isn't the asker's to know. */
export interface OwnThing {
  readonly object: ObjectFacts;
  /** With what it answers of others. */
  readonly whole: ObjectFacts;
  /** Whose posts it answers, besides the asker's own. */
  readonly answers: readonly ActorId[];
}

/** Splits what a thing is within into the asker's own and others'. */
export function ownThing(object: ObjectFacts): OwnThing {
  const own = object.within.filter((up) => up.owner === object.owner);
  const answers = object.within.filter((up) => up.owner !== object.owner).map((up) => up.owner);
  return { object: { ...object, within: own }, whole: object, answers: [...new Set(answers)] };
}

/** Whom a thing of the asker's own reaches, as far as the asker may know: an upper bound. */
export interface Reached {
  readonly question: Question;
  readonly thing: OwnThing;
  readonly people: KnownPeople;
  readonly sets: KnownSets;
  readonly reached: People;
  /** Also somebody without an account. */
  readonly visitors: boolean;
  /** Also somebody with an account elsewhere. */
  readonly signedIn: boolean;
  readonly uncounted: readonly Uncounted[];
  /** Terms of the grants that hold, each with how many of the known people hold it. */
  readonly terms: readonly { readonly keys: readonly Key[]; readonly people: number }[];
  readonly except: readonly Key[];
}

/**
 * Decides for everybody of whom the asker may know: facts set by set in one query, verdicts by the core.
 * @param now where the question is about an earlier instant
 */
export async function countReached(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  question: Question,
  thing: OwnThing,
  now: Instant = question.at,
): Promise<Reached> {
  const { at } = question;
  const grants = liveGrants(question, thing.object);
  const audiences = grants.map((grant) => grant.audience);
  const sets = await knownSets(deps, viewer, keysOfThing(thing, viewer.networkFacts), at, now);
  const asked = { keys: sets.known, among: amongOf(audiences, sets), since: sinceOf(thing.object, at) };
  const people = await loadKnownPeople(deps, viewer, asked, at, now);
  const about = { object: thing.object, network: viewer.networkFacts };
  const admitted = people.classes.filter(
    ({ facts }) => decide(question, { ...about, viewer: facts }).allowed,
  );
  const terms = new Map(audiences.flatMap((audience) => audience.any).map((keys) => [keys.join(), keys]));
  return {
    question,
    thing,
    people,
    sets,
    reached: people.of(admitted),
    visitors: decide(question, { ...about, viewer: viewerFacts(null) }).allowed,
    signedIn: decide(question, { ...about, viewer: SOMEBODY }).allowed,
    uncounted: uncounted(audiences, sets.unknown),
    terms: [...terms.values()].map((keys) => ({
      keys,
      people: people.classes.reduce(
        (sum, { facts, size }) => (holdsTerm(facts, keys, at) ? sum + size : sum),
        0,
      ),
    })),
    except: [...new Set(audiences.flatMap((audience) => audience.except))],
  };
}

/** Signed in, and a member nowhere. */
const SOMEBODY = viewerFacts({ id: '' as ActorId, kind: 'persona' });

/** Grants that cover the question now, whomever they are for. */
export const liveGrants = (question: Question, object: ObjectFacts): Grant[] =>
  object.grants.filter(
    (grant) =>
      grant.actions.includes(question.action) &&
      covers(grant.purpose, question.purpose) &&
      grant.from <= question.at &&
      question.at < grant.until,
  );

/** Every set of which a decision about the thing may speak. */
export function keysOfThing({ object }: OwnThing, network: NetworkFacts): Key[] {
  const audiences = [object, ...object.within].flatMap((one) => one.grants.map((grant) => grant.audience));
  return [...audiences.flatMap(keysOf), ...network.policies.flatMap((policy) => policy.unless)];
}

/** The earliest time of which an exclusion still speaks. */
export const sinceOf = (object: ObjectFacts, at: Instant): Instant =>
  [object, ...object.within]
    .flatMap((one) => one.grants)
    .filter((grant) => grant.audience.except.length > 0)
    .reduce((earliest, grant) => Math.min(earliest, grant.excludingSince), at);

/** Sets in which all members of the network are. */
export const WIDE: readonly Key[] = [EVERYONE, SIGNED_IN, NETWORK];

/** Everybody where a term has no narrow set; else those in one narrow set of each term. */
export function amongOf(audiences: readonly Audience[], { unknown }: KnownSets): Reverse['among'] {
  const keys = new Set<Key>();
  const ids = new Set<ActorId>();
  for (const term of audiences.flatMap((audience) => audience.any)) {
    if (term.some((key) => unknown.has(key))) continue;
    const anchor = term.find((key) => !WIDE.includes(key));
    if (anchor === undefined) return 'network';
    const atom = atomOf(anchor);
    if (atom.kind === 'persona') ids.add(atom.persona);
    else keys.add(anchor);
  }
  return { keys: [...keys], ids: [...ids] };
}

/** Whether members who don't show themselves may be among those whom it reaches. */
export const mayHide = ({ terms }: Pick<Reached, 'terms'>): boolean =>
  terms.some(({ keys }) => keys.every((key) => WIDE.includes(key) || atomOf(key).kind === 'space'));

/** The facts about the thing for one of the people. */
export const factsFor = (
  { people, thing }: Pick<Reached, 'people' | 'thing'>,
  viewer: Viewer,
  id: ActorId,
): Facts => ({
  viewer: people.facts(id),
  network: viewer.networkFacts,
  object: thing.object,
});
