import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Atom, audience } from '../../src/privacy/audience.ts';
import { decide } from '../../src/privacy/decide.ts';
import type { Question } from '../../src/privacy/facts.ts';
import { ACTIONS, type ActorId, FOREVER, type Instant, LABELS, type Label } from '../../src/privacy/words.ts';
import { question, SETS, world } from './arbitrary-world.ts';
import { day, idOf, type Permission, type World } from './world.ts';
import { factsOf } from './world-facts.ts';

/**
 * P2, narrowing never reveals: whatever is added that narrows, and whatever tie ends, nothing that was denied becomes
 * permitted, then or at any later time.
 *
 * Ending a block, a suspension or a policy, lowering a label and widening an audience are widenings by whoever made
 * them, and no part of this. Nor is taking a grant back and giving another: that is a new permission, whose exclusions
 * are frozen from when it begins.
 */
type Narrowing = (world: World, now: Instant, pick: Pick) => World | null;
/** One of a list, drawn. */
type Pick = <T>(from: readonly T[]) => T | undefined;

const replaced = <T>(all: readonly T[], one: T, by: T): readonly T[] =>
  all.map((other) => (other === one ? by : other));

const byGrant =
  (change: (grant: Permission, now: Instant, pick: Pick) => Permission): Narrowing =>
  (before, now, pick) => {
    const grant = pick(before.grants);
    if (grant === undefined) return null;
    const narrowed = change(grant, now, pick);
    if (audience(narrowed.to, narrowed.except) === null) return null;
    return { ...before, grants: replaced(before.grants, grant, narrowed) };
  };

const atomOfWorld = (pick: Pick): Atom => pick(SETS) as Atom;
const rank = (label: Label): number => LABELS.indexOf(label);

const NARROWINGS: Readonly<Record<string, Narrowing>> = {
  'a block': (before, now, pick) => {
    const [blocker, blocked] = [pick(before.actors), pick(before.actors)];
    if (blocker === undefined || blocked === undefined) return null;
    const block = { blocker: blocker.id, blocked: blocked.id, from: now, until: FOREVER };
    return { ...before, blocks: [...before.blocks, block] };
  },
  'a suspension': (before, now, pick) => {
    const actor = pick(before.actors)?.id;
    if (actor === undefined) return null;
    const until = pick([FOREVER, now + day(2) - day(0)]) as Instant;
    return { ...before, suspensions: [...before.suspensions, { actor, from: now, until }] };
  },
  'a lockdown': (before, now, pick) => {
    const owner = pick(before.actors)?.id;
    if (owner === undefined) return null;
    const meant = pick([
      { newerThanDays: 3, strangers: false },
      { newerThanDays: null, strangers: true },
    ]);
    const until = pick([FOREVER, now + day(2) - day(0)]) as Instant;
    return meant === undefined
      ? null
      : { ...before, lockdowns: [...before.lockdowns, { owner, ...meant, from: now, until }] };
  },
  'a policy': (before, now, pick) => {
    const actions = pick([[...ACTIONS], ['see' as const], ['reply' as const, 'process' as const]]);
    if (actions === undefined) return null;
    const rule = {
      id: idOf<World['policies'][number]['id']>('narrowing'),
      actions,
      unless: [atomOfWorld(pick)],
    };
    return { ...before, policies: [...before.policies, { ...rule, from: now, until: FOREVER }] };
  },
  'a policy of an organisation': (before, now, pick) => {
    const dims: Partial<World['policies'][number]> = pick([
      { binds: before.actors[4]?.id as ActorId },
      { capacities: ['person' as const] },
      { capacities: ['support' as const, 'marketing' as const], bases: ['consent' as const] },
      { attributes: ['phone' as const] },
      { conversations: ['none' as const], hours: 0xfff },
      { age: { from: 1, until: FOREVER } },
      { retention: { from: 31, until: FOREVER } },
    ]) as Partial<World['policies'][number]>;
    const rule = { id: idOf<World['policies'][number]['id']>('narrowing'), ...dims, unless: [] };
    return { ...before, policies: [...before.policies, { ...rule, from: now, until: FOREVER }] };
  },
  'a higher label of an object': (before, _now, pick) => {
    const object = pick(before.objects);
    if (object === undefined) return null;
    const label = pick(LABELS.slice(rank(object.label))) as Label;
    return { ...before, objects: replaced(before.objects, object, { ...object, label }) };
  },
  'a lower highest label of the network': (before, _now, pick) => ({
    ...before,
    highestLabel: pick(LABELS.slice(0, rank(before.highestLabel) + 1)) as Label,
  }),
  'an exclusion': byGrant((grant, _now, pick) => ({
    ...grant,
    except: [...grant.except, atomOfWorld(pick)],
  })),
  'a narrower audience': byGrant((grant, _now, pick) => ({
    ...grant,
    to: { all: [grant.to, atomOfWorld(pick)] },
  })),
  'a condition': byGrant((grant) => ({
    ...grant,
    // Other hours in the place of some would be no narrowing.
    conditions:
      'hours' in grant.conditions
        ? { ...grant.conditions, mutual: 9 }
        : { ...grant.conditions, hours: { from: 0, until: 720 } },
  })),
  'an expiry': byGrant((grant, now) => ({ ...grant, until: Math.min(grant.until, now + day(1) - day(0)) })),
  'a withdrawal': byGrant((grant, now) => ({ ...grant, until: Math.min(grant.until, now) })),
  'the ending of a tie': (before, now, pick) => {
    const running = before.ties.filter((tie) => tie.from <= now && now < tie.until);
    const tie = pick(running);
    return tie === undefined ? null : { ...before, ties: replaced(before.ties, tie, { ...tie, until: now }) };
  },
  'the ending of a set': (before, now, pick) => {
    const ended = pick(before.ties)?.key;
    const ties = before.ties.map((tie) =>
      tie.key === ended && tie.from <= now && now < tie.until ? { ...tie, until: now } : tie,
    );
    return { ...before, ties };
  },
  'leaving the network': (before, now, pick) => {
    const leaver = pick(before.actors)?.id;
    const ties = before.ties.map((tie) =>
      tie.member === leaver && tie.from <= now && now < tie.until ? { ...tie, until: now } : tie,
    );
    return { ...before, ties };
  },
};

/**
 * Exclusions are frozen from when a grant begins: what ended before then, or in that very millisecond, never held under
 * it, and there is no denial yet to be undone. So each grant has begun here.
 */
const begun = (one: World, now: Instant): World => ({
  ...one,
  grants: one.grants.map((grant) => ({
    ...grant,
    from: Math.min(grant.from, now - 1),
    excludingSince: Math.min(grant.excludingSince, now - 1),
  })),
});

const LATER = [0, 0.5, 3, 30];

/** Verdicts of all viewers on all objects, now and later. */
function verdicts(of: World, now: Instant, questions: readonly Question[]): boolean[] {
  const found: boolean[] = [];
  for (const later of LATER) {
    const at = now + day(later) - day(0);
    for (const viewer of [...of.actors, null]) {
      for (const object of of.objects) {
        const facts = factsOf(of, viewer, object, at);
        for (const asked of questions) found.push(decide({ ...asked, at }, facts).allowed);
      }
    }
  }
  return found;
}

describe('narrowing never turns a denial into a permission', () => {
  for (const [name, narrow] of Object.entries(NARROWINGS)) {
    it(`by ${name}`, () => {
      let closed = 0;
      const small = world({ actors: 6, objects: 10, grants: 3 });
      const picks = fc.infiniteStream(fc.nat());
      fc.assert(
        fc.property(
          small,
          fc.nat({ max: 40 }),
          fc.array(question, { minLength: 2, maxLength: 2 }),
          picks,
          (drawn, when, asked, stream) => {
            const now = day(when / 4);
            const before = begun(drawn, now);
            const pick: Pick = (from) => from[(stream.next().value ?? 0) % from.length];
            const after = narrow(before, now, pick);
            fc.pre(after !== null);
            const was = verdicts(before, now, asked);
            verdicts(after, now, asked).forEach((allowed, i) => {
              assert.ok(was[i] || !allowed, `verdict ${i} was a denial and is a permission`);
              if (was[i] && !allowed) closed++;
            });
          },
        ),
        { seed: 20_260_301, numRuns: 60 },
      );
      assert.ok(closed > 0, 'something was narrowed');
    });
  }
});
