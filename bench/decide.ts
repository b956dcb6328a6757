import { type Atom, audience, type Expression, type Key, keyOf, NO_ONE } from '../src/privacy/audience.ts';
import type { Conditions } from '../src/privacy/conditions.ts';
import { decide } from '../src/privacy/decide.ts';
import { explain } from '../src/privacy/explain.ts';
import {
  type Facts,
  type ObjectFacts,
  type Policy,
  type Question,
  viewerFacts,
} from '../src/privacy/facts.ts';
import type { Grant } from '../src/privacy/grant.ts';
import { type ActorId, FOREVER, type Label, type ObjectKind } from '../src/privacy/words.ts';

/**
 * How many decisions a second one core takes, each with the clause responsible, over what a member meets: feeds of
 * posts for the network, for connections, followers, circles and staff, with exclusions, conditions, threads and two
 * policies in force; about half are allowed.
 */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
}

const NOW = Date.UTC(2026, 2, 1, 12);
const always = [{ from: 0, until: FOREVER }];
const OWNERS = Array.from({ length: 40 }, (_, n) => `owner-${n}` as ActorId);

/** The same numbers in every run (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

const circle = (n: number): Atom => ({ kind: 'circle', circle: `circle-${n}` as never });
const staff = (n: number): Atom => ({ kind: 'staff', organisation: `org-${n}` as ActorId, in: 'sales' });
const space = (n: number): Atom => ({ kind: 'space', space: `space-${n}` as ActorId });

/** Whom posts are for, the commonest first. */
function audienceFor(owner: ActorId, roll: (sides: number) => number): Expression {
  const kind = roll(100);
  if (kind < 35) return { kind: 'network' };
  if (kind < 45) return { kind: 'everyone' };
  if (kind < 60) return { kind: 'connections', of: owner };
  if (kind < 70) return { kind: 'followers', of: owner };
  if (kind < 80) return { any: [circle(roll(60)), circle(roll(60))] };
  if (kind < 88) return space(roll(20));
  if (kind < 94) return { all: [staff(roll(6)), space(roll(20))] };
  return {
    any: Array.from(
      { length: 8 },
      () => ({ kind: 'persona', persona: OWNERS[roll(40)] as ActorId }) as const,
    ),
  };
}

function grant(owner: ActorId, roll: (sides: number) => number): Grant {
  const except = roll(10) === 0 ? [circle(roll(60))] : [];
  const conditions: Conditions =
    roll(12) === 0 ? { actorKinds: ['persona'], hours: { from: 480, until: 1200 } } : {};
  return {
    id: `grant-${roll(1e6)}` as Grant['id'],
    audience: audience(audienceFor(owner, roll), except) ?? NO_ONE,
    actions: ['see', 'reply', 'reshare', 'quote'],
    purpose: 'reading',
    conditions,
    from: 0,
    until: roll(20) === 0 ? NOW - 1 : FOREVER,
    excludingSince: 0,
    reviewBy: FOREVER,
  };
}

function object(roll: (sides: number) => number, depth: number): ObjectFacts {
  const owner = OWNERS[roll(40)] as ActorId;
  const kinds: readonly ObjectKind[] = ['post', 'post', 'post', 'attribute', 'resource', 'presence'];
  const labels: readonly Label[] = ['public', 'public', 'internal', 'internal', 'confidential'];
  const isReply = depth > 0 && roll(4) === 0;
  return {
    kind: isReply ? 'post' : (kinds[roll(6)] as ObjectKind),
    id: `object-${roll(1e6)}` as ObjectFacts['id'],
    owner,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label: labels[roll(5)] as Label,
    grants: Array.from({ length: 1 + roll(2) }, () => grant(owner, roll)),
    within: isReply ? Array.from({ length: 1 + roll(3) }, () => object(roll, 0)) : [],
  };
}

const TWO_POLICIES: readonly Policy[] = [
  { actions: ['reshare'], labels: ['confidential'], unless: [keyOf(staff(0))] },
  { purposes: ['mining', 'model-training'], unless: [] },
].map((one, n) => ({ ...one, id: `policy-${n}` as Policy['id'], from: 0, until: FOREVER }) as Policy);

/** A member of the network, of 20 circles, 6 spaces and one staff, with 10 connections who also follow. */
function viewer() {
  const held: Key[] = [
    { kind: 'network' } as const,
    ...Array.from({ length: 20 }, (_, n) => circle(n * 3)),
    ...Array.from({ length: 6 }, (_, n) => space(n * 3)),
    staff(1),
    ...OWNERS.slice(0, 10).flatMap((of): Atom[] => [
      { kind: 'connections', of },
      { kind: 'followers', of },
    ]),
  ].map(keyOf);
  return viewerFacts(
    { id: OWNERS[0] as ActorId, kind: 'persona' },
    {
      ties: new Map(held.map((key) => [key, always])),
      blocks: new Map([[OWNERS[39] as ActorId, always]]),
    },
  );
}

/** What a member meets, under these policies. */
export function questions(
  policies: readonly Policy[] = TWO_POLICIES,
): readonly (readonly [Question, Facts])[] {
  const roll = dice(1);
  const who = viewer();
  const network = { highestLabel: 'confidential', policies } as const;
  return Array.from({ length: 4096 }, () => {
    const action = roll(8) === 0 ? (['reply', 'reshare'] as const)[roll(2)] : 'see';
    return [
      { action, purpose: 'reading', at: NOW } as Question,
      { viewer: who, network, object: object(roll, 1) },
    ];
  });
}

/** By the time that this thread was on a core, so that what else the machine does counts little. */
function perSecond(
  one: (question: Question, facts: Facts) => unknown,
  asked: ReturnType<typeof questions>,
): number {
  let best = 0;
  for (let round = 0; round < 10; round++) {
    const start = coreSeconds();
    let count = 0;
    for (; coreSeconds() - start < 0.2; count += asked.length) for (const [q, f] of asked) one(q, f);
    best = Math.max(best, count / (coreSeconds() - start));
  }
  return Math.round(best);
}

/** How long this thread was on a core. */
export function coreSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** Decisions and explanations a second on one core: the best of ten rounds. */
export async function run(): Promise<readonly Result[]> {
  const asked = questions();
  const allowed = asked.filter(([q, f]) => decide(q, f).allowed).length;
  return [
    { name: 'decide', value: perSecond(decide, asked), unit: 'decisions/s', target: 1_000_000 },
    { name: 'explain', value: perSecond(explain, asked), unit: 'explanations/s', target: 300_000 },
    { name: 'decide: allowed', value: Math.round((100 * allowed) / asked.length), unit: '%', target: 30 },
  ];
}

if (import.meta.main) for (const result of await run()) console.log(JSON.stringify(result));
