import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Atom, type Expression, type Key, keyOf } from '../../src/privacy/audience.ts';
import type { Question } from '../../src/privacy/facts.ts';
import { PURPOSES, type Purpose } from '../../src/privacy/purposes.ts';
import {
  ACTIONS,
  ACTOR_KINDS,
  type ActorId,
  type BusinessFunction,
  FOREVER,
  type Instant,
  LABELS,
  OBJECT_KINDS,
  type ObjectId,
} from '../../src/privacy/words.ts';
import { type Actor, day, idOf, type Thing, type World } from './world.ts';

/**
 * The files of cases. Times are days, counted from day 0, or "day 3 22:30" in UTC; a fact holds from day 0 for ever
 * unless it says otherwise, and a case asks on day 10 for reading.
 *
 * Sets are named in words: everyone, signed-in, nobody, network, `circle friends`, `space club`,
 * `connections of anna`, `followers of anna`, `staff of acme`, `staff of acme in sales`, or an actor's name.
 */
const time = z.union([z.number(), z.string().regex(/^day \d+ \d\d:\d\d$/)]);
const span = { from: time.default(0), until: time.optional() };
const expression: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ any: z.array(expression) }),
    z.strictObject({ all: z.array(expression) }),
  ]),
);
const purpose = z.enum(PURPOSES as readonly [Purpose, ...Purpose[]]);
const when = z.strictObject({ who: z.string(), ...span });
const grant = z.strictObject({
  to: expression,
  except: z.array(z.string()).default([]),
  may: z.array(z.enum(ACTIONS)).default(['see']),
  for: purpose.default('reading'),
  if: z.record(z.string(), z.unknown()).default({}),
  ...span,
});
const object = z.strictObject({
  owner: z.string(),
  kind: z.enum(OBJECT_KINDS).default('post'),
  label: z.enum(LABELS).default('public'),
  within: z.array(z.string()).default([]),
  grants: z.array(grant).default([]),
});
const policy = z.strictObject({
  actions: z.array(z.enum(ACTIONS)).optional(),
  purposes: z.array(purpose).optional(),
  kinds: z.array(z.enum(OBJECT_KINDS)).optional(),
  labels: z.array(z.enum(LABELS)).optional(),
  unless: z.array(z.string()).default([]),
  ...span,
});
const verdict = z.string().regex(/^(allowed by (owner|grant \d+)|denied because [a-z-]+)$/);
const testCase = z.strictObject({
  name: z.string(),
  ask: z.string().regex(/^\S+ [a-z]+ \S+$/),
  for: purpose.default('reading'),
  at: time.default(10),
  expect: verdict,
});
const file = z.array(
  z.strictObject({
    world: z.string(),
    label: z.enum(LABELS).default('confidential'),
    /** Members of the network by name, with their kind. */
    actors: z.record(z.string(), z.enum(ACTOR_KINDS)),
    /** Those of the actors who are no members, or not always. */
    membership: z.array(z.union([z.strictObject({ never: z.string() }), when])).default([]),
    sets: z.record(z.string(), z.array(z.union([z.string(), when]))).default({}),
    connected: z.array(z.strictObject({ who: z.tuple([z.string(), z.string()]), ...span })).default([]),
    blocks: z.array(z.strictObject({ by: z.string(), of: z.string(), ...span })).default([]),
    suspended: z.array(when).default([]),
    objects: z.record(z.string(), object),
    policies: z.array(policy).default([]),
    cases: z.array(testCase),
  }),
);

type Written = z.infer<typeof file>[number];

export interface Case {
  readonly name: string;
  readonly viewer: Actor | null;
  readonly object: Thing;
  readonly question: Question;
  /** `allowed by owner`, `allowed by grant 1` (the object's first), or `denied because` a clause. */
  readonly expected: string;
}

export interface Told {
  readonly title: string;
  readonly world: World;
  readonly cases: readonly Case[];
}

/** The worlds of a file of cases. */
export function readWorlds(path: string): readonly Told[] {
  const written = file.parse(parse(readFileSync(path, 'utf8')));
  return written.map((one, i) => tell(one, `${basename(path, '.yaml')} ${i}`));
}

function tell(written: Written, place: string): Told {
  const words = wordsOf(written, place);
  const actors = Object.entries(written.actors).map(([name, kind]) => ({ id: words.actor(name), kind }));
  const objects = new Map(
    Object.entries(written.objects).map(([name, one]) => [name, words.thing(name, one)]),
  );
  const world: World = {
    network: idOf(place),
    highestLabel: written.label,
    actors,
    ties: tiesOf(written, words),
    blocks: written.blocks.map((b) => ({
      blocker: words.actor(b.by),
      blocked: words.actor(b.of),
      ...spanOf(b),
    })),
    suspensions: written.suspended.map((s) => ({ actor: words.actor(s.who), ...spanOf(s) })),
    objects: [...objects.values()],
    grants: Object.entries(written.objects).flatMap(([name, one]) =>
      one.grants.map((g, n) => ({
        id: grantId(place, name, n + 1),
        kind: one.kind,
        object: (objects.get(name) as Thing).id,
        to: words.expression(g.to),
        except: g.except.map(words.atom),
        actions: g.may,
        purpose: g.for,
        conditions: g.if as object,
        ...spanOf(g),
      })),
    ),
    policies: written.policies.map(({ actions, purposes, kinds, labels, unless, ...rest }, n) => ({
      id: idOf(`${place} policy ${n}`),
      ...(actions === undefined ? {} : { actions }),
      ...(purposes === undefined ? {} : { purposes }),
      ...(kinds === undefined ? {} : { objectKinds: kinds }),
      ...(labels === undefined ? {} : { labels }),
      unless: unless.map(words.atom),
      ...spanOf(rest),
    })),
  };
  const cases = written.cases.map((one) => caseOf(one, world, objects, words, place));
  return { title: written.world, world, cases };
}

const grantId = <Id extends string>(place: string, object: string, n: number): Id =>
  idOf(`${place} ${object} ${n}`);

function caseOf(
  one: Written['cases'][number],
  world: World,
  objects: ReadonlyMap<string, Thing>,
  words: Words,
  place: string,
): Case {
  const [who, action, what] = one.ask.split(' ') as [string, Question['action'], string];
  const object = objects.get(what);
  if (object === undefined) throw new Error(`${one.name}: no object ${what}`);
  if (!ACTIONS.includes(action)) throw new Error(`${one.name}: no action ${action}`);
  const id = who === 'visitor' ? null : words.actor(who);
  const viewer = world.actors.find((actor) => actor.id === id) ?? null;
  const nth = /grant (\d+)$/.exec(one.expect)?.[1];
  const expected = nth === undefined ? one.expect : `allowed by ${grantId(place, what, Number(nth))}`;
  return {
    name: one.name,
    viewer,
    object,
    question: { action, purpose: one.for, at: timeOf(one.at) },
    expected,
  };
}

function tiesOf(written: Written, words: Words): World['ties'] {
  const membership = written.membership.map((m) => ('never' in m ? null : { who: m.who, ...spanOf(m) }));
  const special = new Set(written.membership.map((m) => ('never' in m ? m.never : m.who)));
  const members = Object.keys(written.actors)
    .filter((name) => !special.has(name))
    .map((who) => ({ who, ...spanOf({ from: 0 }) }));
  const network = [...members, ...membership.filter((m) => m !== null)].map(({ who, ...rest }) => ({
    member: words.actor(who),
    key: 'network' as Key,
    ...rest,
  }));
  const sets = Object.entries(written.sets).flatMap(([set, inIt]) =>
    inIt.map((one) => {
      const { who, ...rest } = typeof one === 'string' ? { who: one, from: 0 } : one;
      return { member: words.actor(who), key: keyOf(words.atom(set)), ...spanOf(rest) };
    }),
  );
  const connected = written.connected.flatMap(({ who: [a, b], ...rest }) =>
    [
      [a, b],
      [b, a],
    ].map(([member, of]) => ({
      member: words.actor(member as string),
      key: keyOf(words.atom(`connections of ${of}`)),
      ...spanOf(rest),
    })),
  );
  return [...network, ...sets, ...connected];
}

const timeOf = (written: number | string): Instant => {
  if (typeof written === 'number') return day(written);
  const [, days, hours, minutes] = /^day (\d+) (\d\d):(\d\d)$/.exec(written) ?? [];
  return day(Number(days)) + (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const spanOf = ({ from, until }: { from: number | string; until?: number | string | undefined }) => ({
  from: timeOf(from),
  until: until === undefined ? FOREVER : timeOf(until),
});

type Words = ReturnType<typeof wordsOf>;

/** The names of a world's actors and sets. */
function wordsOf(written: Written, place: string) {
  const actor = (name: string): ActorId => {
    if (!(name in written.actors)) throw new Error(`${written.world}: no actor ${name}`);
    return idOf(`${place} actor ${name}`);
  };
  const atom = (name: string): Atom => {
    const [kind, first, second, third, fourth] = name.split(' ') as [string, string, string, string, string];
    switch (kind) {
      case 'everyone':
      case 'signed-in':
      case 'nobody':
      case 'network':
        return { kind };
      case 'circle':
        return { kind, circle: idOf(`${place} circle ${first}`) };
      case 'space':
        return { kind, space: actor(first) };
      case 'connections':
      case 'followers':
        return { kind, of: actor(second) };
      case 'staff':
        return third === undefined
          ? { kind, organisation: actor(second) }
          : { kind, organisation: actor(second), in: fourth as BusinessFunction };
      default:
        return { kind: 'persona', persona: actor(name) };
    }
  };
  const toExpression = (said: unknown): Expression => {
    if (typeof said === 'string') return atom(said);
    const { any, all } = said as { any?: unknown[]; all?: unknown[] };
    return any === undefined ? { all: (all ?? []).map(toExpression) } : { any: any.map(toExpression) };
  };
  const objectId = (name: string): ObjectId => idOf(`${place} object ${name}`);
  const thing = (name: string, { kind, owner, label, within }: Written['objects'][string]): Thing => ({
    kind,
    id: kind === 'presence' || kind === 'ties' ? (actor(owner) as string as ObjectId) : objectId(name),
    owner: actor(owner),
    label,
    within: within.map(objectId),
  });
  return { actor, atom, expression: toExpression, thing };
}
