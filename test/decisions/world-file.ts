import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { type Key, keyOf } from '../../src/privacy/audience.ts';
import type { Acting, Days, Question } from '../../src/privacy/facts.ts';
import { ACTIONS, FOREVER } from '../../src/privacy/words.ts';
import { caseFile, type Written } from './case-file.ts';
import { type Actor, idOf, type Rule, type Thing, type World } from './world.ts';
import { spanOf, timeOf, type Words, wordsOf } from './world-words.ts';

interface Case {
  readonly name: string;
  readonly viewer: Actor | null;
  readonly object: Thing;
  readonly question: Question;
  /** `allowed by owner`, `allowed by grant 1` (the object's first, or that of a folder, which is named), or `denied because` a clause. */
  readonly expected: string;
}

export interface Told {
  readonly title: string;
  readonly world: World;
  readonly cases: readonly Case[];
}

/** The worlds of a file of cases. */
export function readWorlds(path: string): readonly Told[] {
  const written = caseFile.parse(parse(readFileSync(path, 'utf8')));
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
    lockdowns: written.lockdowns.map(({ who, newer_than_days, strangers, ...when }) => ({
      owner: words.actor(who),
      newerThanDays: newer_than_days,
      strangers,
      ...spanOf(when),
    })),
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
        excludingSince: timeOf(g.excluding_since ?? g.from),
      })),
    ),
    policies: written.policies.map((one, n) => ruleOf(one, words, idOf(`${place} policy ${n}`))),
  };
  const cases = written.cases.map((one) => caseOf(one, world, objects, words, place));
  return { title: written.world, world, cases };
}

function ruleOf(
  { kinds, binds, hours, age, retention, unless, from, until, ...rest }: Written['policies'][number],
  words: Words,
  id: Rule['id'],
): Rule {
  const given = {
    ...rest,
    objectKinds: kinds,
    binds: binds === undefined ? undefined : words.actor(binds),
    hours: hours?.reduce((sum, [first, end]) => sum | ((1 << end) - (1 << first)), 0),
    age: daysOf(age),
    retention: daysOf(retention),
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    id,
    ...(Object.fromEntries(said) as Omit<Rule, 'id' | 'unless' | 'from' | 'until'>),
    unless: unless.map(words.atom),
    ...spanOf({ from, until }),
  };
}

const daysOf = (said: readonly [number, number | null] | undefined): Days | undefined =>
  said === undefined ? undefined : { from: said[0], until: said[1] ?? FOREVER };

/** In whose name it is asked: "acme in support". */
function actingOf({ as, basis, kept }: Written['cases'][number], words: Words): { as?: Acting } {
  if (as === undefined) return {};
  const [organisation = '', , capacity] = as.split(' ');
  return {
    as: {
      organisation: words.actor(organisation),
      capacity: capacity as Acting['capacity'],
      ...(basis === undefined ? {} : { basis }),
      ...(kept === undefined ? {} : { retentionDays: kept }),
    },
  };
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
  const [, on = what, nth] = /by (?:(\S+) )?grant (\d+)$/.exec(one.expect) ?? [];
  const expected = nth === undefined ? one.expect : `allowed by ${grantId(place, on, Number(nth))}`;
  return {
    name: one.name,
    viewer,
    object,
    question: { action, purpose: one.for, at: timeOf(one.at), ...actingOf(one, words) },
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
