import { atomOf } from '../../../privacy/audience.ts';
import { ATTRIBUTE_KINDS } from '../../../privacy/disclosure.ts';
import type { Days } from '../../../privacy/facts.ts';
import { PURPOSES } from '../../../privacy/purposes.ts';
import {
  ACTIONS,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  DISCIPLINES,
  FOREVER,
  LABELS,
  LAWFUL_BASES,
  labelRank,
  OBJECT_KINDS,
} from '../../../privacy/words.ts';
import type { PolicyBox } from '../compile/policies-of-box.ts';

/** The sides of the space of classes; of each discipline, whether it is held. */
export const SIDES = [
  'capacity',
  'action',
  'purpose',
  'thing',
  'label',
  'conversation',
  'basis',
  'hour',
  'age',
  'retention',
  ...DISCIPLINES.map((discipline) => `expert ${discipline}` as const),
] as const;
export type Side = (typeof SIDES)[number];

/** A part of the space: of each side some values, as the bits of a number. */
export type Part = Readonly<Record<Side, bigint>>;

/** Every class that some policies tell apart: the values of each side, in order. */
export interface ClassSpace {
  readonly values: Readonly<Record<Side, readonly string[]>>;
  partOf(box: PolicyBox): Part;
  readonly whole: Part;
}

const THINGS = OBJECT_KINDS.flatMap((kind) =>
  kind === 'attribute' ? ATTRIBUTE_KINDS.map((attribute) => `${kind} ${attribute}`) : [kind],
);
const HOURS = Array.from({ length: 24 }, (_, hour) => `${hour}:00`);

/** The space in which boxes of one network can be compared. */
export function classSpace(boxes: readonly PolicyBox[]): ClassSpace {
  const ages = segments(boxes.flatMap(({ age }) => (age === undefined ? [] : [age])));
  const retentions = segments(boxes.flatMap(({ retention }) => (retention === undefined ? [] : [retention])));
  const values = {
    capacity: CAPACITIES,
    action: ACTIONS,
    purpose: PURPOSES,
    thing: THINGS,
    label: LABELS,
    conversation: CONVERSATION_ORIGINS,
    basis: LAWFUL_BASES,
    hour: HOURS,
    age: ages.map(daysIn),
    retention: retentions.map(daysIn),
    ...Object.fromEntries(DISCIPLINES.map((discipline) => [`expert ${discipline}`, ['no', 'yes']])),
  } as unknown as ClassSpace['values'];
  const whole = Object.fromEntries(SIDES.map((side) => [side, all(values[side])])) as Part;
  const partOf = (box: PolicyBox): Part => ({
    ...whole,
    ...Object.fromEntries(
      box.unless.flatMap((key) => {
        const atom = atomOf(key);
        return atom.kind === 'experts' ? [[`expert ${atom.in}`, 1n]] : [];
      }),
    ),
    capacity: among(CAPACITIES, box.capacities),
    action: among(ACTIONS, box.actions),
    purpose: among(PURPOSES, box.purposes),
    thing: bits(THINGS, (thing) => isThing(box, thing)),
    label: bits(LABELS, (label) => box.labels?.some((low) => labelRank(low) <= labelRank(label)) !== false),
    conversation: among(CONVERSATION_ORIGINS, box.conversations),
    basis: among(LAWFUL_BASES, box.bases),
    hour: bits(HOURS, (_, hour) => box.hours === undefined || ((box.hours >>> hour) & 1) === 1),
    age: bits(ages, (days) => box.age === undefined || isIn(days, box.age)),
    retention: bits(retentions, (days) => box.retention === undefined || isIn(days, box.retention)),
  });
  return { values, partOf, whole };
}

function isThing({ objectKinds, attributes }: PolicyBox, thing: string): boolean {
  const [kind, attribute] = thing.split(' ');
  if (objectKinds?.some((one) => one === kind) === false) return false;
  return attributes === undefined || attributes.some((one) => one === attribute);
}

const bits = <T>(list: readonly T[], isIn_: (one: T, n: number) => boolean): bigint =>
  list.reduce((found, one, n) => (isIn_(one, n) ? found | (1n << BigInt(n)) : found), 0n);
const all = (list: readonly string[]): bigint => (1n << BigInt(list.length)) - 1n;
const among = <T>(list: readonly T[], some: readonly T[] | undefined): bigint =>
  bits(list, (one) => some === undefined || some.includes(one));

/** Days between one cut and the next. */
function segments(spans: readonly Days[]): readonly Days[] {
  const cuts = [...new Set([0, ...spans.flatMap(({ from, until }) => [from, until])])]
    .filter((cut) => cut !== FOREVER)
    .sort((a, b) => a - b);
  return cuts.map((from, n) => ({ from, until: cuts[n + 1] ?? FOREVER }));
}

const isIn = (days: Days, within: Days): boolean => within.from <= days.from && days.until <= within.until;

function daysIn({ from, until }: Days): string {
  if (until === FOREVER) return `${from} days or more`;
  return until === from + 1 ? `${from} days` : `${from} to ${until - 1} days`;
}
