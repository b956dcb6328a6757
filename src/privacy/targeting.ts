import { toRead } from './decide.ts';
import type { AttributeKind } from './disclosure.ts';
import { type Acting, type ObjectFacts, type Policy, type Question, viewerFacts } from './facts.ts';
import { isForbidden } from './policy-index.ts';
import type { Purpose } from './purposes.ts';
import { someThing } from './some-thing.ts';
import type { ActorId, BusinessFunction, Instant } from './words.ts';

/** Purposes for which members are picked by what they show: what policies call to target. */
export const TARGETING_PURPOSES = [
  'offer-targeting',
  'marketing',
  'sales',
  'personalisation',
  'suggestions',
] as const satisfies readonly Purpose[];
export type TargetingPurpose = (typeof TARGETING_PURPOSES)[number];

/**
 * Kinds that may tell of health, belief, origin or sex life (GDPR Article 9(1)), or of which nobody knows whether they do: no
 * member is ever picked by one, or counted by its values.
 */
export const SENSITIVE_KINDS = ['gender', 'pronouns', 'other'] as const satisfies readonly AttributeKind[];

/**
 * Kinds by whose values members are picked and counted. Neither what is sensitive, nor what names or reaches one person, such
 * as a name or an address of e-mail: a list of these would be an outside list brought in, which is entity resolution.
 */
export const GROUPING_KINDS = [
  'birth-date',
  'address',
  'home-town',
  'works-at',
  'employer',
  'job-title',
  'department',
  'language',
  'education',
  'skill',
  'interest',
] as const satisfies readonly Exclude<AttributeKind, (typeof SENSITIVE_KINDS)[number]>[];
export type GroupingKind = (typeof GROUPING_KINDS)[number];

/** Kinds of which the exact value points at one person: only coarser copies are compared. */
export const COARSE_ALONE: readonly AttributeKind[] = ['birth-date', 'address'];

/** One of the values is shown. */
export interface Condition {
  readonly kind: GroupingKind;
  readonly values: readonly string[];
}

/** Whom an audience is of: members who show all of it, for a purpose, in a function. */
export interface AudienceDefinition {
  readonly function: BusinessFunction;
  readonly purpose: TargetingPurpose;
  readonly conditions: readonly Condition[];
}

/** For which tables and rows that nobody is may leave: members let each by itself. */
export const EXPORT_PURPOSES = ['aggregation', 'mining'] as const satisfies readonly Purpose[];
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

/** A table of numbers: how many show each of the values, and how many another one. */
export interface ExportDefinition {
  readonly function: BusinessFunction;
  readonly purpose: ExportPurpose;
  readonly attribute: GroupingKind;
  readonly values: readonly string[];
  /** A day, `YYYY-MM-DD`: until it begins, UTC, the table may be made and used. */
  readonly until: string;
}

/** For how many days what was told of how many members there are stands, and is used: whoever uses it later asks again. */
export const NUMBERS_STAND_DAYS = 30;

/** A text as it is compared: as members' own are kept. */
export const comparedText = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/** In code units, so that every server has the same order. */
export const inOneOrder = (values: readonly string[]): readonly string[] =>
  [...new Set(values.map(comparedText))].sort();

/**
 * The conditions in their one form: values and conditions in one order, each once, without such as say less than another one
 * about the same kind.
 */
export function canonicalConditions(conditions: readonly Condition[]): readonly Condition[] {
  const each = conditions.map(({ kind, values }) => ({ kind, values: inOneOrder(values) }));
  const texts = new Map(each.map((one) => [JSON.stringify(one), one]));
  const all = [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
  return all.filter((one) => !all.some((other) => other !== one && isWithin(other, one)));
}

/** Whoever meets the one meets the other. */
const isWithin = (one: Condition, other: Condition): boolean =>
  one.kind === other.kind && one.values.every((value) => other.values.includes(value));

/** A question of which a policy can speak, and about what. */
export interface AskedOfClass {
  readonly question: Question;
  readonly object: ObjectFacts;
}

/**
 * What policies are asked before members are in an audience or a table, as far as it is the same for everybody: of each group
 * of questions one must be left. Each kind is asked by itself, since each copy is.
 * @param kinds what is compared
 */
export function asksOfShown(
  { organisation, ...acting }: Required<Pick<Acting, 'organisation' | 'capacity' | 'retentionDays'>>,
  purpose: Purpose,
  kinds: readonly AttributeKind[],
  at: Instant,
): readonly (readonly AskedOfClass[])[] {
  const as = { organisation, ...acting };
  const process: Question = { action: 'process', purpose, at, as };
  return kinds.flatMap((attribute) => [
    [{ question: process, object: someThing('attribute', { attribute, since: at }) }],
    asksToSeeSome(as, purpose, attribute, at),
  ]);
}

const asksToSeeSome = (
  as: Acting,
  purpose: Purpose,
  attribute: AttributeKind,
  at: Instant,
): readonly AskedOfClass[] =>
  asksToSee(as, purpose, at).map((question) => ({
    question,
    object: someThing('attribute', { attribute, since: at }),
  }));

/** By which a copy is shown to an organisation: to be read, or for just this purpose. */
export const asksToSee = (as: Acting, purpose: Purpose, at: Instant): readonly [Question, Question] => [
  toRead(at, as),
  { action: 'see', purpose, at, as },
];

/** What is looked at of whoever is in an audience: what its conditions say, and whether they are of age. */
export const kindsOf = ({ conditions }: AudienceDefinition): readonly AttributeKind[] => [
  ...new Set<AttributeKind>(['birth-date', ...conditions.map(({ kind }) => kind)]),
];

/** Birth dates are seen, to leave minors out, and compared only where a condition is of them. */
export function asksOfAudience(
  { function: capacity, purpose, conditions }: AudienceDefinition,
  organisation: ActorId,
  at: Instant,
): ReturnType<typeof asksOfShown> {
  const as = { organisation, capacity, retentionDays: NUMBERS_STAND_DAYS };
  const kinds = [...new Set(conditions.map(({ kind }) => kind))];
  return [...asksOfShown(as, purpose, kinds, at), asksOfAge(as, purpose, at)];
}

/** What policies are asked where minors are left out by what members show of their birth dates. */
export const asksOfAge = (as: Acting, purpose: Purpose, at: Instant): readonly AskedOfClass[] =>
  asksToSeeSome(as, purpose, 'birth-date', at);

/** Whether the policies leave it to nobody at the questions' hour, whatever members granted. */
export const isLeftToNobody = (
  policies: readonly Policy[],
  groups: readonly (readonly AskedOfClass[])[],
): boolean =>
  groups.some((group) =>
    group.every(({ question, object }) =>
      isForbidden(question, {
        viewer: viewerFacts({ id: '' as ActorId, kind: 'organisation' }),
        object,
        network: { highestLabel: 'trade-secret', policies },
      }),
    ),
  );
