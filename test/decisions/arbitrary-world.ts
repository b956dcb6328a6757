import fc from 'fast-check';
import { type Atom, audience, type Expression, keyOf } from '../../src/privacy/audience.ts';
import type { Conditions } from '../../src/privacy/conditions.ts';
import type { AttributeKind } from '../../src/privacy/disclosure.ts';
import type { Question } from '../../src/privacy/facts.ts';
import { PURPOSES, type Purpose } from '../../src/privacy/purposes.ts';
import {
  ACTIONS,
  ACTOR_KINDS,
  type Action,
  type ActorId,
  FOREVER,
  type Instant,
  type Interval,
  KINDS_OF_ACTORS,
  LABELS,
  type Label,
  type NetworkId,
  OBJECT_KINDS,
  type ObjectId,
} from '../../src/privacy/words.ts';
import { ATTRIBUTES_MET, acting, narrowerDims } from './arbitrary-policies.ts';
import {
  type Actor,
  DAY_ZERO,
  day,
  idOf,
  idSince,
  type Permission,
  type Rule,
  type Thing,
  type World,
} from './world.ts';

/** An organisation's staff list goes by the same facts as its ties. */
const DRAWN_KINDS = OBJECT_KINDS.filter((kind) => kind !== 'staff');

/**
 * Random worlds: crowded, so that facts meet, and with permission and refusal in balance. Actors, sets and objects
 * have the same ids in every world; what is drawn is how they hang together.
 */
const actorId = (n: number): ActorId => idOf(`random actor ${n}`);
/** Made at a quarter of a day, or whenever. */
const objectId = (n: number, since: number | undefined): ObjectId =>
  since === undefined ? idOf(`random object ${n}`) : idSince(`random object ${n}`, quarter(since));

/** Times are quarters of a day. */
const QUARTERS = 40;
const quarter = (n: number): Instant => day(n / 4);
const time = fc.nat({ max: QUARTERS });
const early = fc.nat({ max: QUARTERS / 4 });

const interval = (from: fc.Arbitrary<number>, lasting: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(from, fc.oneof({ weight: lasting, arbitrary: fc.constant(FOREVER) }, fc.nat({ max: 20 })))
    .map(([start, length]) => ({ from: quarter(start), until: quarter(start + length) }));

const FUNCTIONS = ['sales', 'human-resources'] as const;

/** Sets of a world: all circles and so on belong to the first few actors, so that many share them. */
export const SETS: readonly Atom[] = [
  ...[0, 1, 2].map((n): Atom => ({ kind: 'circle', circle: idOf(`random circle ${n}`) })),
  ...[0, 1, 2].map((n): Atom => ({ kind: 'connections', of: actorId(n) })),
  ...[0, 1].map((n): Atom => ({ kind: 'followers', of: actorId(n) })),
  { kind: 'space', space: actorId(3) },
  ...[0, 1].map((chapter): Atom => ({ kind: 'conversation', conversation: idOf('random talk'), chapter })),
  { kind: 'staff', organisation: actorId(4) },
  { kind: 'introduced', to: actorId(0), by: actorId(1) },
  ...FUNCTIONS.map((fn): Atom => ({ kind: 'staff', organisation: actorId(4), in: fn })),
];
const WIDE: readonly Atom[] = [{ kind: 'everyone' }, { kind: 'signed-in' }, { kind: 'network' }];
const ATOMS: readonly Atom[] = [
  ...SETS,
  ...WIDE,
  ...WIDE,
  { kind: 'nobody' },
  ...[5, 6].map((n): Atom => ({ kind: 'persona', persona: actorId(n) })),
];

const atom = fc.constantFrom(...ATOMS);
const { expression } = fc.letrec<{ expression: Expression }>((again) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.constantFrom(...WIDE),
    fc.record({ any: fc.array(again('expression'), { maxLength: 3 }) }),
    fc.record({ all: fc.array(again('expression'), { maxLength: 2 }) }),
  ),
}));

const actions: fc.Arbitrary<readonly Action[]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(ACTIONS) },
  fc.subarray([...ACTIONS], { minLength: 1 }),
);
const purpose: fc.Arbitrary<Purpose> = fc.oneof(
  { weight: 15, arbitrary: fc.constant('reading' as const) },
  fc.constantFrom(...PURPOSES),
);
const minutes = fc.nat({ max: 3 }).map((n) => n * 360);

const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.record(
    {
      actorKinds: fc.subarray([...ACTOR_KINDS]),
      hours: fc.record({ from: minutes, until: minutes }),
      mutual: fc.constantFrom(0, 1, 1, 2, -1),
      moon: fc.constant('full'),
    },
    { requiredKeys: [] },
  ),
);

/** Mostly what people ask, so that grants meet questions. */
export const question: fc.Arbitrary<Question> = fc
  .record({
    as: acting([actorId(4), actorId(2)], 3),
    action: fc.oneof({ weight: 3, arbitrary: fc.constant('see' as const) }, fc.constantFrom(...ACTIONS)),
    purpose,
    at: fc.oneof(time, fc.integer({ min: 10, max: QUARTERS })),
  })
  .map(({ as, ...one }) => ({ ...one, ...as, at: quarter(one.at) }));

const span = interval(early, 3);
/** What narrows is rare, or nobody would see anything. */
const narrowing = interval(time, 1);

const permission = (objects: readonly Thing[]): fc.Arbitrary<Permission> =>
  fc
    .record({
      id: fc.uuid() as fc.Arbitrary<string> as fc.Arbitrary<Permission['id']>,
      of: fc.constantFrom(...objects),
      to: expression,
      except: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        fc.array(fc.constantFrom(...SETS, ...ATOMS), { maxLength: 2 }),
      ),
      actions,
      purpose,
      conditions,
      span,
      /** Now and then given in place of one that excluded the same. */
      before: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat({ max: 20 })),
    })
    .map(({ of, span: { from, until }, before, ...rest }) => ({
      ...rest,
      kind: of.kind,
      object: of.id,
      from,
      until,
      excludingSince: from - (quarter(before) - quarter(0)),
    }))
    .filter((one) => audience(one.to, one.except) !== null);

export const rule: fc.Arbitrary<Rule> = fc
  .record(
    {
      id: fc.uuid() as fc.Arbitrary<string> as fc.Arbitrary<Rule['id']>,
      actions: fc.subarray([...ACTIONS], { minLength: 6 }),
      purposes: fc.oneof(
        fc.subarray([...PURPOSES], { maxLength: 5 }),
        fc.constant<Purpose[]>(['reading', 'personalisation']),
      ),
      objectKinds: fc.subarray([...DRAWN_KINDS], { minLength: 3 }),
      labels: fc.subarray([...LABELS], { minLength: 1, maxLength: 3 }),
      narrower: narrowerDims([actorId(4), actorId(2)], 2),
      unless: fc.array(fc.constantFrom(...SETS), { maxLength: 1 }),
      span: narrowing,
    },
    { requiredKeys: ['id', 'labels', 'narrower', 'unless', 'span'] },
  )
  .map(({ span: { from, until }, narrower, ...rest }) => ({ ...rest, ...narrower, from, until }));

const label: fc.Arbitrary<Label> = fc.constantFrom('public', 'public', 'public', 'internal', 'confidential');

/** Objects, a post answering up to three of those before it or hanging on a resource, and a resource in as many folders. */
const things = (actors: number, count: number): fc.Arbitrary<readonly Thing[]> =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom(...DRAWN_KINDS, 'post' as const, 'post' as const),
        owner: fc.nat({ max: Math.min(actors - 1, 6) }),
        label,
        within: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          fc.uniqueArray(fc.nat(), { maxLength: 2 }),
        ),
        /** Of a resource; a post hangs on a resource then. */
        inherits: fc.boolean(),
        attribute: fc.constantFrom(...ATTRIBUTES_MET),
        conversation: fc.constantFrom(undefined, 'member' as const, 'organisation' as const),
        since: fc.oneof(fc.constant(undefined), fc.nat({ max: QUARTERS })),
      }),
      { minLength: 1, maxLength: count, size: 'max' },
    )
    .map((drawn) => {
      const folders: ObjectId[] = [];
      const ids = drawn.map(({ since }, n) => objectId(n, since));
      const all = drawn.map((one, n): Thing => {
        const made = { ...thing(one.kind, one.owner, one.label, one.within, n, ids), ...particulars(one) };
        if (one.kind !== 'resource') {
          const hangs = one.kind === 'post' && one.inherits;
          return { ...made, inherits: false, on: hangs ? groundOf(one.within[0] ?? n, folders) : null };
        }
        const within = inFolders(one.within, folders, made.within);
        folders.push(made.id);
        return { ...made, within, on: null, inherits: one.inherits && within.length > 0 };
      });
      return unique(all);
    });

/** Mostly a resource that is there; now and then one that is gone. */
const groundOf = (drawn: number, resources: readonly ObjectId[]): ObjectId | null => {
  if (resources.length === 0) return null;
  return drawn % 9 === 0
    ? idOf('random resource that is gone')
    : (resources[drawn % resources.length] ?? null);
};

/** Mostly folders that are there; now and then what is none, so that it is gone. */
const inFolders = (
  drawn: readonly number[],
  folders: readonly ObjectId[],
  others: readonly ObjectId[],
): readonly ObjectId[] =>
  folders.length === 0 || drawn.some((n) => n % 9 === 0)
    ? others
    : [...new Set(drawn.filter((n) => n % 2 === 0).map((n) => folders[n % folders.length] as ObjectId))];

function thing(
  kind: Thing['kind'],
  owner: number,
  of: Label,
  within: readonly number[],
  n: number,
  ids: readonly ObjectId[],
): Omit<Thing, 'inherits' | 'on'> {
  const isActor = KINDS_OF_ACTORS.includes(kind);
  return {
    kind,
    id: isActor ? (actorId(owner) as string as ObjectId) : (ids[n] as ObjectId),
    owner: actorId(owner),
    label: isActor ? 'public' : of,
    // Now and then one that was never there, or is of another kind: it is gone.
    within:
      (kind === 'post' || kind === 'resource') && n > 0 ? within.map((w) => ids[w % n] as ObjectId) : [],
  };
}

/** What policies ask of a thing besides, as it is of its kind. */
function particulars({
  kind,
  attribute,
  conversation,
  since,
}: {
  readonly kind: Thing['kind'];
  readonly attribute: AttributeKind;
  readonly conversation: Thing['conversation'];
  readonly since: number | undefined;
}): Pick<Thing, 'attribute' | 'conversation' | 'since'> {
  const talk =
    kind === 'message' ? (conversation ?? 'member') : kind === 'attribute' ? conversation : undefined;
  const at = KINDS_OF_ACTORS.includes(kind) ? undefined : since === undefined ? undefined : quarter(since);
  return {
    ...(kind === 'attribute' ? { attribute, since: at ?? DAY_ZERO } : at === undefined ? {} : { since: at }),
    ...(talk === undefined ? {} : { conversation: talk }),
  };
}

const unique = (all: readonly Thing[]): readonly Thing[] => [
  ...new Map(all.map((one) => [`${one.kind} ${one.id}`, one])).values(),
];

/**
 * Random worlds of so many actors, and of at most so many objects and grants for each. The network's id is to be replaced before a world is
 * saved, so that each has one of its own.
 */
export function world(size: { actors: number; objects: number; grants: number }): fc.Arbitrary<World> {
  const anyone = fc.nat({ max: size.actors - 1 });
  const someone = anyone.map(actorId);
  const members = fc.array(fc.tuple(anyone, interval(fc.constant(0), 12)), { maxLength: size.actors });
  return things(size.actors, size.objects).chain((objects) =>
    fc
      .record({
        kinds: fc.array(fc.constantFrom(...ACTOR_KINDS, 'persona' as const), {
          minLength: size.actors,
          maxLength: size.actors,
        }),
        outside: fc.uniqueArray(anyone, { maxLength: 2 }),
        rejoined: members,
        ties: fc.array(
          fc.tuple(someone, fc.constantFrom(...SETS), span).map(([member, set, when]) => ({
            member,
            key: keyOf(set),
            ...when,
          })),
          { maxLength: size.actors * 8, size: 'max' },
        ),
        blocks: fc.array(
          fc
            .tuple(someone, someone, narrowing)
            .map(([blocker, blocked, when]) => ({ blocker, blocked, ...when })),
          { maxLength: 5 },
        ),
        lockdowns: rarely(
          fc
            .tuple(someone, fc.constantFrom(null, 1, 3, 8), fc.boolean(), narrowing)
            .map(([owner, newerThanDays, strangers, when]) => ({
              owner,
              newerThanDays,
              strangers: strangers || newerThanDays === null,
              ...when,
            })),
        ),
        suspensions: rarely(fc.tuple(someone, narrowing).map(([actor, when]) => ({ actor, ...when }))),
        grants: fc.array(permission(objects), {
          minLength: objects.length,
          maxLength: objects.length * size.grants,
          size: 'max',
        }),
        policies: fc.array(rule, { maxLength: 5 }),
        highestLabel: fc.constantFrom<Label>(
          'public',
          'internal',
          'confidential',
          'trade-secret',
          'trade-secret',
        ),
      })
      .map(({ kinds, outside, rejoined, ...rest }) => {
        const actors = kinds.map((kind, n): Actor => ({ id: actorId(n), kind }));
        const inside = actors.filter((_, n) => !outside.includes(n));
        const network = keyOf({ kind: 'network' });
        const membership = [
          ...inside.map(({ id }) => ({ member: id, key: network, from: quarter(0), until: FOREVER })),
          ...rejoined.map(([n, when]) => ({ member: actorId(n), key: network, ...when })),
        ];
        return {
          ...rest,
          network: 'of each world' as NetworkId,
          actors,
          objects,
          ties: distinct([...membership, ...rest.ties], (tie) => `${tie.member} ${tie.key} ${tie.from}`),
          blocks: distinct(rest.blocks, (block) => `${block.blocker} ${block.blocked} ${block.from}`),
          lockdowns: distinct(rest.lockdowns, (one) => `${one.owner} ${one.from}`),
          suspensions: distinct(rest.suspensions, (one) => `${one.actor} ${one.from}`),
        };
      }),
  );
}

function rarely<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant<T[]>([]) }, fc.array(one, { maxLength: 2 }));
}

/** Facts have keys: of two with the same key the later stands. */
const distinct = <T>(all: readonly T[], of: (one: T) => string): readonly T[] => [
  ...new Map(all.map((one) => [of(one), one])).values(),
];
