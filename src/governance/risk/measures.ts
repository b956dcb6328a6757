import { individualUses, isAboutMany, type ProcessingFacts } from './processing.ts';

/** What keeps a risk down, and whether it does here: told by the facts, not by who claims it. */
export interface Measure {
  readonly id: string;
  readonly says: string;
  readonly holds: boolean;
}

type Entry = readonly [says: string, holds: (facts: ProcessingFacts) => boolean];

const always = () => true;

/** Those of the machine hold always; those of the organisation as its rules in force and its deeds show. */
const MEASURES = {
  'consent-first': ['Nothing enters a query without the member’s live grant for this purpose', always],
  'withdrawn-at-once': ['A withdrawal holds for every read that begins after it', always],
  precision: ['Attributes leave as copies at the precision that the member chose', always],
  'told-one-by-one': ['Every use is told to the member, with the grant that allowed it', always],
  ledger: ['Uses and policies are entered in a tamper-evident ledger', always],
  'personas-apart': ['No query of the community can tell which personas are one person’s', always],
  noise: [
    'What is about many comes out as noisy figures of at least 10 members alone',
    (facts) => isAboutMany(facts) && facts.observed.individual.read === 0,
  ],
  'signed-rules': [
    'Rules signed by the organisation’s experts narrow it',
    ({ guarded }) => guarded.clauses > 0,
  ],
  forbidden: ['Rules in force forbid it altogether', ({ guarded }) => guarded.forbidden],
  'attributes-withheld': [
    'Rules in force withhold attributes that identify or are sensitive',
    ({ guarded }) => guarded.withheld.length > 0,
  ],
  hours: ['Rules in force limit it to certain hours', ({ guarded }) => guarded.hours],
  'retention-bound': [
    'What comes of it is kept for a limited time, and a rule in force says so',
    ({ declared, guarded }) =>
      guarded.longestDays !== null &&
      declared.retentionDays !== null &&
      declared.retentionDays <= guarded.longestDays,
  ],
  'few-seats': ['At most five seats can do it', ({ seats }) => seats <= 5],
  declared: [
    'It is declared, with a reason why it is needed',
    ({ declared }) => declared.necessity.trim() !== '',
  ],
  'as-declared': [
    'What was observed is within what is declared',
    ({ declared, observed }) =>
      observed.kinds.every((kind) => declared.kinds.includes(kind)) &&
      observed.functions.every((fn) => declared.functions.includes(fn)),
  ],
  'none-picked-out': ['No single member’s data was used', ({ observed }) => individualUses(observed) === 0],
} as const satisfies Record<string, Entry>;

export type MeasureId = keyof typeof MEASURES;

export const measure = (id: MeasureId, facts: ProcessingFacts): Measure => {
  const [says, holds] = MEASURES[id];
  return { id, says, holds: holds(facts) };
};
