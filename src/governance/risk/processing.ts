import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { BusinessFunction, LawfulBasis } from '../../privacy/words.ts';
import type { NetworkKind, UseDeed } from '../../store/schema.ts';

/** What of members is processed, besides attributes. */
export const SOURCES = ['posts', 'ties', 'messages'] as const;
export type Source = (typeof SOURCES)[number];

/** What the machine can't know of a processing; null is not answered yet, and counts as the worse answer. */
export const OPEN_QUESTIONS = ['legalEffect', 'innovative', 'hindersRights', 'minors'] as const;
type OpenQuestion = (typeof OPEN_QUESTIONS)[number];
export type Answers = Readonly<Record<OpenQuestion, boolean | null>>;

export const UNANSWERED: Answers = {
  legalEffect: null,
  innovative: null,
  hindersRights: null,
  minors: null,
};

/** A processing as its owner declared it in the register. */
export interface Declared {
  readonly title: string;
  readonly purpose: Purpose;
  readonly functions: readonly BusinessFunction[];
  readonly kinds: readonly AttributeKind[];
  readonly sources: readonly Source[];
  /** For how many days what comes of it is kept; null is for good. */
  readonly retentionDays: number | null;
  readonly basis: LawfulBasis;
  /** Why it is needed, and why less would not do. */
  readonly necessity: string;
  readonly answers: Answers;
}

/** What is done with one member's data at a time. */
export const INDIVIDUAL_DEEDS = [
  'checked',
  'asked',
  'wrote',
  'read',
  'named',
  'offered',
] as const satisfies readonly UseDeed[];
export type IndividualDeed = (typeof INDIVIDUAL_DEEDS)[number];

/** What really ran for a purpose, within {@link OBSERVED_DAYS}. */
export interface Observed {
  readonly uses: number;
  /** Those of one member's data alone, by deed. */
  readonly individual: Readonly<Record<IndividualDeed, number>>;
  /** Those of many members at once. */
  readonly ofMany: number;
  readonly functions: readonly BusinessFunction[];
  readonly kinds: readonly AttributeKind[];
}

export const OBSERVED_DAYS = 90;

export const NOTHING_OBSERVED: Observed = {
  uses: 0,
  individual: { checked: 0, asked: 0, wrote: 0, read: 0, named: 0, offered: 0 },
  ofMany: 0,
  functions: [],
  kinds: [],
};

/** What the organisation's signed rules leave of the purpose on this network. */
export interface Guarded {
  /** Clauses in force that speak of it. */
  readonly clauses: number;
  /** Whether nothing is left of it for anybody. */
  readonly forbidden: boolean;
  /** Attributes that no function may use for it. */
  readonly withheld: readonly AttributeKind[];
  /** Whether it is limited to certain hours. */
  readonly hours: boolean;
  /** The longest that what comes of it may be kept, in days; null where no rule says so. */
  readonly longestDays: number | null;
}

/** All that an assessment goes by. Nothing in it depends on a single member. */
export interface ProcessingFacts {
  readonly networkKind: NetworkKind;
  readonly declared: Declared;
  readonly observed: Observed;
  readonly guarded: Guarded;
  /** Seats that may do it: colleagues of the organisation. */
  readonly seats: number;
  /** How many members it is about, as the noisy count last told; null where none was asked. */
  readonly members: { readonly about: number | null; readonly atLeast: number } | null;
}

/** Attributes of which the declaration or the uses speak. */
export const kindsOf = ({ declared, observed }: ProcessingFacts): readonly AttributeKind[] => [
  ...new Set([...declared.kinds, ...observed.kinds]),
];

export const functionsOf = ({ declared, observed }: ProcessingFacts): readonly BusinessFunction[] => [
  ...new Set([...declared.functions, ...observed.functions]),
];

/** A function or a purpose as people read it. */
export const plainly = (name: string): string => name.replaceAll('-', ' ');

/** Uses of one member's data at a time. */
export const individualUses = ({ individual }: Observed): number =>
  Object.values(individual).reduce((sum, many) => sum + many, 0);

/** Purposes that are about many, of which no single member should be picked out. */
const ABOUT_MANY: readonly Purpose[] = [
  'sentiment-monitoring',
  'influence-measurement',
  'aggregation',
  'mining',
  'model-training',
];
export const isAboutMany = ({ declared }: ProcessingFacts): boolean => ABOUT_MANY.includes(declared.purpose);

/** Attributes that identify a person by themselves. */
const IDENTIFYING: readonly AttributeKind[] = ['name', 'email', 'phone', 'address', 'website'];
/** Those that say, or let conclude, what Article 9 GDPR protects. What members write under "other" may be anything. */
const SENSITIVE: readonly AttributeKind[] = ['gender', 'pronouns', 'other'];

export const identifyingKinds = (facts: ProcessingFacts): readonly AttributeKind[] =>
  kindsOf(facts).filter((kind) => IDENTIFYING.includes(kind));

export const sensitiveKinds = (facts: ProcessingFacts): readonly AttributeKind[] =>
  kindsOf(facts).filter((kind) => SENSITIVE.includes(kind));
