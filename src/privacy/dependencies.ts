import { atomOf, type Key, NETWORK } from './audience.ts';
import {
  about,
  ancestorsOf,
  askedOfAncestor,
  decide,
  isInAudience,
  isNotExcluded,
  RULES,
  toRead,
} from './decide.ts';
import type { Facts, Question, ViewerFacts } from './facts.ts';
import { exemptingKeys } from './policy-index.ts';
import { ACTIONS_ON_SEEN, FOREVER, type Instant, type Interval } from './words.ts';

/** Assignments of the unknown sets that are tried, at most; with more, every set that is spoken of is named. */
const MOST_ASSIGNMENTS = 4096;

const ALWAYS: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }];

/** The viewer with none of the sets: what is said about them is gone. */
export function inNone(viewer: ViewerFacts, sets: ReadonlySet<Key>): ViewerFacts {
  if (sets.size === 0) return viewer;
  const ties = new Map(viewer.ties);
  for (const key of sets) ties.delete(key);
  return { ...viewer, ties };
}

/**
 * The unknown sets on which the verdict hangs: a set is among them exactly where somewhere, with the other unknown
 * sets held in some way, the verdict changes with it. None are named exactly where no assignment of the unknown sets
 * changes the verdict.
 *
 * It tries every assignment: each set held now, never, or until some time ago (exclusions are frozen). Beyond
 * {@link MOST_ASSIGNMENTS} it names all sets that a grant or policy in question speaks of, which may be too many, never
 * too few.
 * @param known facts in which the viewer is in none of the unknown sets ({@link inNone})
 */
export function dependencies(question: Question, known: Facts, unknown: ReadonlySet<Key>): readonly Key[] {
  if (known.viewer.actor === null || known.viewer.actor === known.object.owner) return [];
  const sets = [...waysToHold(question, known, unknown)].sort(([a], [b]) => (a < b ? -1 : 1));
  const count = sets.reduce((product, [, ways]) => product * ways.length, 1);
  if (count > MOST_ASSIGNMENTS) return sets.map(([key]) => key);

  const verdicts: boolean[] = [];
  const ties = new Map(known.viewer.ties);
  const facts = { ...known, viewer: { ...known.viewer, ties } };
  const assign = (i: number): void => {
    const set = sets[i];
    if (set === undefined) {
      verdicts.push(decide(question, facts).allowed);
      return;
    }
    for (const way of set[1]) {
      ties.set(set[0], way);
      assign(i + 1);
    }
  };
  assign(0);

  // Verdicts stand in the order of a number whose digits are the ways, the last set's the lowest.
  let below = count;
  const hangsOn: Key[] = [];
  for (const [key, ways] of sets) {
    const span = below;
    below /= ways.length;
    const step = below;
    // Each verdict beside that with this digit put to 0.
    if (verdicts.some((verdict, i) => verdict !== verdicts[i - Math.floor((i % span) / step) * step])) {
      hangsOn.push(key);
    }
  }
  return hangsOn;
}

/** The unknown sets that the decision may ask about, each with the ways of holding it that may make a difference. */
function waysToHold(
  question: Question,
  known: Facts,
  unknown: ReadonlySet<Key>,
): ReadonlyMap<Key, readonly (readonly Interval[])[]> {
  const asked = new Set<Key>([NETWORK]);
  const sinces = new Map<Key, Set<Instant>>();
  for (const [asking, facts] of questionsWithin(question, known)) {
    for (const grant of facts.object.grants) {
      if (ANYONES_CLAUSES.some((clause) => clause(grant, asking, facts) !== null)) continue;
      for (const key of grant.audience.any.flat()) asked.add(key);
      for (const key of grant.audience.except) {
        asked.add(key);
        sinces.set(key, (sinces.get(key) ?? new Set()).add(grant.excludingSince));
      }
    }
    for (const key of exemptingKeys(asking, facts)) asked.add(key);
  }
  const hidden = [...asked].filter(
    (key) => unknown.has(key) && IN_NO_DOUBT.every((kind) => kind !== atomOf(key).kind),
  );
  return new Map(hidden.map((key) => [key, ways([...(sinces.get(key) ?? [])], question.at)]));
}

/** Who the viewer is and whether they are signed in is the question itself, never unknown. */
const IN_NO_DOUBT = ['everyone', 'signed-in', 'persona', 'nobody'] as const;

/** The clauses on a grant that ask nothing about sets. */
const ANYONES_CLAUSES = RULES.grantClauses.filter(
  (clause) => clause !== isInAudience && clause !== isNotExcluded,
);

/** The question and those that its gates ask in turn, each with its facts. */
function questionsWithin(question: Question, facts: Facts): readonly (readonly [Question, Facts])[] {
  const reading = toRead(question.at, question.as);
  const asked: (readonly [Question, Facts])[] = [[question, facts]];
  if (ACTIONS_ON_SEEN.includes(question.action)) asked.push([reading, facts]);
  for (const ancestor of ancestorsOf(facts.object)) {
    const asking = askedOfAncestor(question, facts.object);
    asked.push([asking, about(facts, ancestor)]);
    if (ACTIONS_ON_SEEN.includes(asking.action)) asked.push([reading, about(facts, ancestor)]);
  }
  return asked;
}

/** Never, always, and for an excluded set: until between any two times since which grants exclude it. */
function ways(sinces: readonly Instant[], at: Instant): readonly (readonly Interval[])[] {
  const ends = sinces.length === 0 ? [] : [...sinces.toSorted((a, b) => a - b).slice(1), at];
  const past = ends.map((until) => [{ from: Number.NEGATIVE_INFINITY, until }]);
  return [[], ...past, ALWAYS];
}
