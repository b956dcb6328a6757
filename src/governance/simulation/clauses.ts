import { narrows } from '../../privacy/boxes.ts';
import type { Policy } from '../../privacy/facts.ts';
import { type BusinessFunction, type Label, labelRank, type PolicyTextId } from '../../privacy/words.ts';
import type { ClauseBox, Drafted } from './draft.ts';

/** What a clause of a draft adds, where it adds nothing why. */
export interface ClauseFinding {
  readonly clause: string;
  /** Another clause of the draft that forbids all of it. */
  readonly shadowedBy: string | null;
  /** A text in force that forbids all of it already. */
  readonly inForceAs: PolicyTextId | 'a policy' | null;
  /** Whether it takes all the others, and what is in force, to forbid all of it. */
  readonly coveredTogether: boolean;
  /** Why nothing here can come under it; null where something can. */
  readonly unused: 'label' | 'function' | null;
}

/** The network and the organisation, as far as it is for a clause to be of use. */
export interface Surroundings {
  readonly highestLabel: Label;
  /** Functions in which somebody holds a seat. */
  readonly functions: readonly BusinessFunction[];
  /** Whether the draft goes for the organisation alone: then nobody else's staff comes under it. */
  readonly isOwn: boolean;
}

/** Looks at each clause beside the others and beside what stays in force. Exact: by the classes of questions alone. */
export function findingsOf(
  boxes: readonly ClauseBox[],
  { kept }: Drafted,
  around: Surroundings,
): readonly ClauseFinding[] {
  const clauses = Map.groupBy(boxes, ({ clause }) => clause);
  const bySource = Map.groupBy(kept, ({ source }) => source);
  return [...clauses].map(([clause, own]) => {
    const others = [...clauses].filter(([name]) => name !== clause);
    // Of two that say the same the later is the superfluous one.
    const shadow = others.find(
      ([name, theirs]) => narrows(own, theirs) && (isBefore(boxes, name, clause) || !narrows(theirs, own)),
    );
    const standing = [...bySource].find(([, theirs]) => narrows(own, theirs));
    const rest = [...others.flatMap(([, theirs]) => theirs), ...kept];
    return {
      clause,
      shadowedBy: shadow?.[0] ?? null,
      inForceAs: standing === undefined ? null : (standing[0] ?? 'a policy'),
      coveredTogether:
        shadow === undefined && standing === undefined && rest.length > 0 && narrows(own, rest),
      unused: whyUnused(own, around),
    };
  });
}

const isBefore = (boxes: readonly ClauseBox[], one: string, other: string): boolean =>
  boxes.findIndex(({ clause }) => clause === one) < boxes.findIndex(({ clause }) => clause === other);

function whyUnused(
  boxes: readonly ClauseBox[],
  { highestLabel, functions, isOwn }: Surroundings,
): ClauseFinding['unused'] {
  if (boxes.every((box) => !admits(box.labels, highestLabel))) return 'label';
  if (!isOwn) return null;
  const isDone = ({ capacities }: ClauseBox): boolean =>
    capacities?.some(
      (capacity) => capacity === 'person' || capacity === 'service' || functions.includes(capacity),
    ) !== false;
  return boxes.some(isDone) ? null : 'function';
}

/** Labels reach upward: what is admitted must come up to the lowest that is named. */
const admits = (labels: Policy['labels'], highest: Label): boolean =>
  labels === undefined || labels.some((label) => labelRank(label) <= labelRank(highest));
