import type { Flow } from './flows.ts';
import { flowsOf } from './flows.ts';
import { type Measure, type MeasureId, measure } from './measures.ts';
import { identifyingKinds, isAboutMany, type ProcessingFacts, sensitiveKinds } from './processing.ts';

/** The seven kinds of threats to privacy, by https://linddun.org (threat types of 2023). */
export const LINDDUN = [
  'linking',
  'identifying',
  'non-repudiation',
  'detecting',
  'data-disclosure',
  'unawareness-and-unintervenability',
  'non-compliance',
] as const;
type ThreatType = (typeof LINDDUN)[number];

/** From 1 to 4: negligible, limited, significant, maximum (CNIL, Privacy Impact Assessment, knowledge bases, 2018). */
type Level = 1 | 2 | 3 | 4;

export interface Grade {
  readonly likelihood: Level;
  readonly severity: Level;
}

export interface Threat {
  readonly id: string;
  readonly type: ThreatType;
  readonly flow: Flow['id'];
  readonly says: string;
  /** As it would be without any measure. */
  readonly before: Grade;
  readonly measures: readonly Measure[];
  /** With those that hold. */
  readonly after: Grade;
}

interface Entry {
  readonly id: string;
  readonly type: ThreatType;
  /** On which flows it is asked. */
  readonly on: readonly Flow['id'][];
  readonly says: string;
  readonly likelihood: (facts: ProcessingFacts) => number;
  readonly severity: (facts: ProcessingFacts) => number;
  /** By how much each lowers the likelihood, where it holds: nothing makes what happens less severe. */
  readonly by: Partial<Record<MeasureId, number>>;
}

const touchy = (facts: ProcessingFacts): number =>
  sensitiveKinds(facts).length > 0 || facts.declared.answers.minors !== false ? 1 : 0;
const dependent = ({ networkKind }: ProcessingFacts): number => (networkKind === 'employee' ? 1 : 0);
const many = ({ members }: ProcessingFacts): number => ((members?.about ?? 0) >= 1_000 ? 1 : 0);

/** What can go wrong on which flow; a level is what its sum comes to, from 1 to 4. */
const THREATS: readonly Entry[] = [
  {
    id: 'joined-up',
    type: 'linking',
    on: ['read', 'counted'],
    says: 'What is known of one persona is joined with another, or with an outside list',
    likelihood: (facts) =>
      2 +
      (facts.declared.purpose === 'entity-resolution' ? 1 : 0) +
      (facts.declared.sources.includes('ties') ? 1 : 0),
    severity: (facts) => 2 + dependent(facts) + touchy(facts),
    by: { 'personas-apart': 1, noise: 1, 'signed-rules': 1, forbidden: 3 },
  },
  {
    id: 'profiled',
    type: 'linking',
    on: ['counted', 'kept'],
    says: 'What is kept grows into a profile over time',
    likelihood: ({ declared }) => (declared.retentionDays === null ? 4 : declared.retentionDays > 90 ? 3 : 2),
    severity: (facts) => 2 + dependent(facts) + touchy(facts),
    by: { 'retention-bound': 2, 'consent-first': 1, forbidden: 3 },
  },
  {
    id: 'picked-out',
    type: 'identifying',
    on: ['counted'],
    says: 'A single member is found out from figures about many',
    likelihood: () => 3,
    severity: (facts) => 2 + dependent(facts) + touchy(facts),
    by: { noise: 2, 'none-picked-out': 1, forbidden: 3 },
  },
  {
    id: 'named',
    type: 'identifying',
    on: ['read'],
    says: 'Whoever is behind a persona is identified by the attributes that are read',
    likelihood: (facts) => 1 + Math.min(2, identifyingKinds(facts).length) + (facts.seats > 20 ? 1 : 0),
    severity: (facts) => 2 + dependent(facts) + touchy(facts),
    by: { precision: 1, 'attributes-withheld': 1, 'few-seats': 1, forbidden: 3 },
  },
  {
    id: 'held-against',
    type: 'non-repudiation',
    on: ['read', 'kept'],
    says: 'What a member said is held against them later',
    likelihood: ({ declared }) =>
      1 + (declared.sources.length > 0 ? 1 : 0) + (declared.retentionDays === null ? 1 : 0),
    severity: (facts) => 2 + dependent(facts) + (facts.declared.answers.legalEffect !== false ? 1 : 0),
    by: { 'retention-bound': 1, noise: 1, 'withdrawn-at-once': 1, forbidden: 3 },
  },
  {
    id: 'absence-told',
    type: 'detecting',
    on: ['read', 'written'],
    says: 'That a member shows nothing, refuses or has left is noticed and read as a sign',
    likelihood: (facts) => 2 + dependent(facts),
    severity: (facts) => 2 + dependent(facts),
    by: { 'consent-first': 1, noise: 1, 'few-seats': 1, forbidden: 3 },
  },
  {
    id: 'too-much',
    type: 'data-disclosure',
    on: ['read', 'shown'],
    says: 'More is read than the purpose needs',
    likelihood: (facts) =>
      (facts.declared.kinds.length > 4 || facts.declared.sources.length > 1 ? 3 : 2) + many(facts),
    severity: (facts) => 2 + touchy(facts) + (identifyingKinds(facts).length > 2 ? 1 : 0),
    by: { 'consent-first': 1, precision: 1, 'attributes-withheld': 1, 'as-declared': 1, forbidden: 3 },
  },
  {
    id: 'carried-off',
    type: 'data-disclosure',
    on: ['kept'],
    says: 'What was read is copied out of the network and goes further',
    likelihood: ({ seats }) => 2 + (seats > 20 ? 1 : 0),
    severity: (facts) => 2 + touchy(facts) + many(facts),
    by: { 'few-seats': 1, 'retention-bound': 1, noise: 1, forbidden: 3 },
  },
  {
    id: 'unaware',
    type: 'unawareness-and-unintervenability',
    on: ['shown', 'counted', 'read'],
    says: 'Members don’t know what is done, or can’t stop it',
    likelihood: () => 3,
    severity: (facts) => 2 + touchy(facts),
    by: { 'told-one-by-one': 1, 'withdrawn-at-once': 1, declared: 1 },
  },
  {
    id: 'not-free',
    type: 'unawareness-and-unintervenability',
    on: ['shown'],
    says: 'Consent is given because refusing would cost something',
    likelihood: (facts) =>
      1 + 2 * dependent(facts) + (facts.declared.answers.hindersRights !== false ? 1 : 0),
    severity: (facts) => 2 + dependent(facts),
    by: { 'told-one-by-one': 1, noise: 1, forbidden: 3 },
  },
  {
    id: 'undeclared',
    type: 'non-compliance',
    on: ['shown', 'read', 'counted', 'written', 'kept'],
    says: 'It runs otherwise than declared, or on no ground',
    likelihood: ({ declared }) => (declared.basis === 'consent' ? 2 : 3),
    severity: (facts) => 2 + dependent(facts),
    by: { declared: 1, 'as-declared': 1, 'signed-rules': 1, ledger: 1 },
  },
  {
    id: 'overdue',
    type: 'non-compliance',
    on: ['kept'],
    says: 'It is kept beyond its time',
    likelihood: ({ declared }) => (declared.retentionDays === null ? 4 : 2),
    severity: () => 2,
    by: { 'retention-bound': 2 },
  },
];

/** The threats of a processing, by its data flows, before and after what keeps them down. */
export function threatsOf(facts: ProcessingFacts): readonly Threat[] {
  const flows = flowsOf(facts).map(({ id }) => id);
  return THREATS.flatMap((entry) => {
    const flow = entry.on.find((id) => flows.includes(id));
    if (flow === undefined || (entry.id === 'picked-out' && !isAboutMany(facts))) return [];
    return [threatOf(entry, flow, facts)];
  });
}

function threatOf(entry: Entry, flow: Flow['id'], facts: ProcessingFacts): Threat {
  const { id, type, says, by } = entry;
  const weighed = Object.entries(by).map(([name, weight]) => ({
    ...measure(name as MeasureId, facts),
    weight,
  }));
  const off = weighed.reduce((sum, { holds, weight }) => sum + (holds ? weight : 0), 0);
  const likelihood = level(entry.likelihood(facts));
  const severity = level(entry.severity(facts));
  return {
    id,
    type,
    flow,
    says,
    before: { likelihood, severity },
    measures: weighed.map(({ weight: _, ...one }) => one),
    after: { likelihood: level(likelihood - off), severity },
  };
}

const level = (sum: number): Level => Math.min(4, Math.max(1, sum)) as Level;

/** How grave a threat is: acceptable, to be watched, or too high to go on with. */
export const gravity = ({ likelihood, severity }: Grade): 'low' | 'medium' | 'high' => {
  const product = likelihood * severity;
  return product >= 9 ? 'high' : product >= 4 ? 'medium' : 'low';
};
