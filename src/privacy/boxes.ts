import type { Key } from './audience.ts';
import { ATTRIBUTE_KINDS } from './disclosure.ts';
import type { Acting, Facts, ObjectFacts, Policy, Question } from './facts.ts';
import { viewerFacts } from './facts.ts';
import { forbids } from './forbids.ts';
import { PURPOSES } from './purposes.ts';
import {
  ACTIONS,
  type ActorId,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  DAY_MS,
  FOREVER,
  type Interval,
  LABELS,
  LAWFUL_BASES,
  OBJECT_KINDS,
} from './words.ts';

/** What a policy forbids, whenever it holds. */
export type Box = Omit<Policy, keyof Interval | 'id' | 'source' | 'version' | 'clause'>;

/** One value of one dimension of a question: what it says of it. */
interface Probe {
  readonly question?: Partial<Question>;
  readonly acting?: Partial<Acting> | null;
  readonly object?: Partial<ObjectFacts>;
  readonly holds?: Key;
}

/** What a question can be of in one respect, and the lists of a box that speak of it. */
interface Dimension {
  readonly fields: readonly (keyof Box)[];
  readonly values: readonly Probe[];
  /** Only of the exemption by this set. */
  readonly exempt?: Key;
}

/** For each dimension which of its values are in it, as bits. */
type Region = readonly bigint[];

/**
 * Whether whatever is forbidden by `before` is forbidden by `after`. Exact over the classes of questions of which policies
 * can speak; of the sets that are exempt it assumes that anybody may be in any of them, so that it errs to "no".
 */
export function narrows(before: readonly Box[], after: readonly Box[]): boolean {
  const dimensions = dimensionsOf([...before, ...after]);
  const covers = after.map((box) => regionOf(dimensions, box));
  const whole = wholes(dimensions);
  return before.every((box) => {
    const region = regionOf(dimensions, box);
    return whole.every((part) => isCovered(meetOf(region, part), covers, 0));
  });
}

/** Whether there is a question of which both speak. */
export function overlap(one: Box, other: Box): boolean {
  const dimensions = dimensionsOf([one, other]);
  const both = meetOf(regionOf(dimensions, one), regionOf(dimensions, other));
  return wholes(dimensions).some((part) => !isEmpty(meetOf(both, part)));
}

/** Whether every question of the region is in one of the covers from the n-th on. */
function isCovered(region: Region, covers: readonly Region[], n: number): boolean {
  if (isEmpty(region)) return true;
  const cover = covers[n];
  if (cover === undefined) return false;
  if (isEmpty(meetOf(region, cover))) return isCovered(region, covers, n + 1);
  let rest = region;
  for (const [d, bits] of cover.entries()) {
    const here = rest[d] as bigint;
    const outside = here & ~bits;
    if (outside !== 0n && !isCovered(rest.with(d, outside), covers, n + 1)) return false;
    rest = rest.with(d, here & bits);
  }
  return true;
}

const meetOf = (one: Region, other: Region): Region => one.map((bits, d) => bits & (other[d] as bigint));
const isEmpty = (region: Region): boolean => region.includes(0n);

/** The rule itself is asked of each value, with all else left open: so that it stands in one place. */
function regionOf(dimensions: readonly Dimension[], box: Box): Region {
  return dimensions.map(({ fields, values, exempt }) => {
    const unless = exempt !== undefined && box.unless.includes(exempt) ? [exempt] : [];
    const said = Object.fromEntries(
      fields.flatMap((field) => (box[field] === undefined ? [] : [[field, box[field]]])),
    );
    const part = { ...said, unless, id: 'box', from: 0, until: FOREVER } as unknown as Policy;
    return bitsOf(values, (probe) => isIn(part, probe));
  });
}

const bitsOf = (values: readonly Probe[], holds: (probe: Probe) => boolean): bigint =>
  values.reduce((bits, probe, n) => (holds(probe) ? bits | (1n << BigInt(n)) : bits), 0n);

/** Of no organisation that any box names. */
const OTHER = 'another' as ActorId;
const SOMEBODY = { id: 'somebody' as ActorId, kind: 'persona' } as const;
const NOON = 12 * 3_600_000;

function isIn(part: Policy, { question, acting, object, holds }: Probe): boolean {
  const at = question?.at ?? NOON;
  const as: Acting | null = acting === null ? null : { organisation: OTHER, capacity: 'service', ...acting };
  const asked: Question = { action: 'see', purpose: 'reading', ...question, at, ...(as && { as }) };
  return forbids(part, asked, {
    viewer: holds === undefined ? viewerFacts(null) : holderOf(holds),
    object: { ...OBJECT, ...object },
    network: { highestLabel: 'trade-secret', policies: [] },
  } satisfies Facts);
}

const OBJECT: ObjectFacts = {
  kind: 'post',
  id: 'thing' as ObjectFacts['id'],
  owner: OTHER,
  ownerSuspensions: [],
  ownerLockdowns: [],
  label: 'public',
  grants: [],
  within: [],
};

function holderOf(key: Key): Facts['viewer'] {
  const id = key.startsWith('persona:') ? (key.slice('persona:'.length) as ActorId) : SOMEBODY.id;
  const always = [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }];
  return viewerFacts({ ...SOMEBODY, id }, { ties: new Map([[key, always]]) });
}

function dimensionsOf(boxes: readonly Box[]): readonly Dimension[] {
  const bound = [...new Set(boxes.flatMap(({ binds }) => binds ?? []))];
  const owners = [...bound, OTHER];
  const keys = [...new Set(boxes.flatMap(({ unless }) => unless))];
  const days = (of: 'age' | 'retention') =>
    [...new Set([0, ...boxes.flatMap((box) => [box[of]?.from ?? 0, box[of]?.until ?? 0])])].filter(
      Number.isFinite,
    );
  return [
    {
      fields: ['binds'],
      values: owners.flatMap((owner) => [
        { acting: null, object: { owner } },
        ...owners.map((organisation) => ({ acting: { organisation }, object: { owner } })),
      ]),
    },
    {
      fields: ['capacities'],
      values: CAPACITIES.map((capacity) => ({ acting: capacity === 'person' ? null : { capacity } })),
    },
    { fields: ['bases'], values: LAWFUL_BASES.map((basis) => ({ acting: { basis } })) },
    {
      fields: ['retention'],
      values: [...days('retention'), FOREVER].map((retentionDays) => ({ acting: { retentionDays } })),
    },
    { fields: ['objectKinds'], values: OBJECT_KINDS.map((kind) => ({ object: { kind } })) },
    {
      fields: ['attributes'],
      values: [{}, ...ATTRIBUTE_KINDS.map((attribute) => ({ object: { attribute } }))],
    },
    { fields: ['actions'], values: ACTIONS.map((action) => ({ question: { action } })) },
    { fields: ['purposes'], values: PURPOSES.map((purpose) => ({ question: { purpose } })) },
    { fields: ['labels'], values: LABELS.map((label) => ({ object: { label } })) },
    {
      fields: ['conversations'],
      values: CONVERSATION_ORIGINS.map((conversation) => ({ object: { conversation } })),
    },
    {
      fields: ['hours'],
      values: Array.from({ length: 24 }, (_, hour) => ({ question: { at: hour * 3_600_000 } })),
    },
    // The first is of what it isn't known for how old it is.
    {
      fields: ['age'],
      values: [{}, ...days('age').map((age) => ({ object: { since: NOON - age * DAY_MS } }))],
    },
    ...keys.map((key): Dimension => ({ fields: [], values: [{}, { holds: key }], exempt: key })),
  ];
}

/**
 * The parts of which all that can be asked consists: a person asks as one, on consent, and keeps it for good; only an
 * attribute is of a kind of attribute.
 */
function wholes(dimensions: readonly Dimension[]): readonly Region[] {
  const person = part(dimensions, {
    binds: ({ acting }) => acting === null,
    capacities: ({ acting }) => acting === null,
    bases: ({ acting }) => acting?.basis === 'consent',
    retention: ({ acting }) => acting?.retentionDays === FOREVER,
  });
  const acting = part(dimensions, {
    binds: ({ acting }) => acting !== null,
    capacities: ({ acting }) => acting !== null,
  });
  const attribute = part(dimensions, { objectKinds: ({ object }) => object?.kind === 'attribute' });
  const other = part(dimensions, {
    objectKinds: ({ object }) => object?.kind !== 'attribute',
    attributes: ({ object }) => object?.attribute === undefined,
  });
  return [person, acting].flatMap((one) => [attribute, other].map((two) => meetOf(one, two)));
}

function part(
  dimensions: readonly Dimension[],
  only: Partial<Record<keyof Box, (probe: Probe) => boolean>>,
): Region {
  return dimensions.map(({ fields, values }) => {
    const [field] = fields;
    return bitsOf(values, (field === undefined ? undefined : only[field]) ?? (() => true));
  });
}
