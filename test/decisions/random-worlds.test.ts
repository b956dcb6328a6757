import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { audienceId } from '../../src/privacy/audience.ts';
import { type Clause, decide } from '../../src/privacy/decide.ts';
import type { Facts, Question } from '../../src/privacy/facts.ts';
import type { Purpose } from '../../src/privacy/purposes.ts';
import { ACTIONS, FOREVER, type ObjectKind } from '../../src/privacy/words.ts';
import { AT_ONCE, OF_ACTORS } from '../../src/store/visibility/at-once.ts';
import { freshDatabase } from '../support/database.ts';
import { unlessLong } from '../support/long.ts';
import { question, rule, world } from './arbitrary-world.ts';
import { oracle } from './oracle.ts';
import {
  admitted,
  factsRead,
  foundAtOnce,
  isFoundAtOnce,
  lettingAtOnce,
  listed,
  listedBy,
  lookedAt,
  nameOf,
  reverseListed,
} from './sql-forms.ts';
import { type Actor, DAY_ZERO, idOf, type World } from './world.ts';
import { saveWorld } from './world-database.ts';
import { factsOf } from './world-facts.ts';

const CLAUSES: readonly Clause[] = [
  'block',
  'lockdown',
  'suspension',
  'membership',
  'no-grant',
  'purpose',
  'not-yet',
  'ended',
  'audience',
  'excluded',
  'condition',
  'label',
  'policy',
  'unseen',
  'thread',
];

const { store } = await freshDatabase();
let worlds = 0;

/** How often each verdict came. */
class Tally {
  readonly verdicts = new Map<string, number>();
  decisions = 0;

  add(verdict: string): void {
    this.decisions++;
    this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
  }

  share(verdict: string): number {
    return (this.verdicts.get(verdict) ?? 0) / this.decisions;
  }
}

/** What the database says: facts, lists and what narrows them by viewer, reverse lists by object. */
async function asked(drawn: World, viewers: readonly (Actor | null)[], q: Question) {
  const facts = new Map<Actor | null, ReadonlyMap<string, Facts>>();
  const lists = new Map<Actor | null, ReadonlySet<string>>();
  const audiences = new Map<Actor | null, ReadonlySet<string>>();
  const looked = new Map<Actor | null, ReadonlySet<string>>();
  const reverse = new Map<string, ReadonlySet<string>>();
  const atOnce = new Map<Actor | null, ReadonlySet<string>>();
  const found = new Map<Actor | null, ReadonlySet<string>>();
  const letting = new Map<Actor | null, ReadonlyMap<string, readonly string[]>>();
  await Promise.all([
    ...viewers.map(async (viewer) => facts.set(viewer, await factsRead(store, drawn, viewer, q))),
    ...viewers.map(async (viewer) => lists.set(viewer, await listed(store, drawn, viewer, q))),
    ...viewers.map(async (viewer) => atOnce.set(viewer, await listedBy(store, drawn, viewer, q, AT_ONCE))),
    ...viewers.map(async (viewer) => found.set(viewer, await foundAtOnce(store, drawn, viewer, q))),
    ...viewers.map(async (viewer) => letting.set(viewer, await lettingAtOnce(store, drawn, viewer, q))),
    ...viewers.map(async (viewer) => audiences.set(viewer, await admitted(store, drawn, viewer, q))),
    ...viewers.map(async (viewer) => looked.set(viewer, await lookedAt(store, drawn, viewer))),
    ...drawn.objects.map(async (o) => reverse.set(nameOf(o), await reverseListed(store, drawn, o, q))),
  ]);
  return { facts, lists, audiences, looked, reverse, atOnce, found, letting };
}

async function compare(drawn: World, q: Question, tally: Tally): Promise<void> {
  const viewers = [...drawn.actors, null];
  const { facts, lists, audiences, looked, reverse, atOnce, found, letting } = await asked(drawn, viewers, q);
  for (const viewer of viewers) {
    for (const object of drawn.objects) {
      const where = `${viewer?.id ?? 'a visitor'} ${q.action} ${nameOf(object)}`;
      const opinion = oracle(drawn, viewer, object, q);
      const decision = decide(q, factsOf(drawn, viewer, object, q.at));
      assert.equal(decision.allowed, opinion.allowed, `${where}: oracle ${opinion.reasons}`);
      if (!decision.allowed)
        assert.ok(opinion.reasons.includes(decision.because), `${where}: ${decision.because}`);
      const read = facts.get(viewer)?.get(nameOf(object));
      assert.ok(read, `${where}: read`);
      const again = decide(q, read);
      assert.deepEqual(
        [again.allowed, becauseOf(again)],
        [decision.allowed, becauseOf(decision)],
        `${where}: over facts read`,
      );
      assert.equal(lists.get(viewer)?.has(nameOf(object)), opinion.allowed, `${where}: list`);
      assert.equal(atOnce.get(viewer)?.has(nameOf(object)), opinion.allowed, `${where}: list, at once`);
      if (isFoundAtOnce(object.kind)) {
        assert.equal(
          found.get(viewer)?.has(nameOf(object)),
          opinion.allowed,
          `${where}: of its kind, at once`,
        );
      }
      if (isOfActors(object.kind) && viewer?.id !== object.owner) {
        const lets = letting.get(viewer)?.get(nameOf(object));
        assert.equal(lets !== undefined, opinion.allowed, `${where}: who lets it`);
        if (decision.allowed) assert.ok(lets?.includes(decision.by), `${where}: by which grant`);
      }
      if (viewer !== null) {
        assert.equal(reverse.get(nameOf(object))?.has(viewer.id), opinion.allowed, `${where}: reverse list`);
      }
      if (decision.allowed && decision.by !== 'owner') {
        const by = read.object.grants.find((grant) => grant.id === decision.by);
        assert.ok(
          by && audiences.get(viewer)?.has(audienceId(by.audience)),
          `${where}: found by its audience`,
        );
        if (object.kind === 'post') assert.ok(looked.get(viewer)?.has(object.id), `${where}: looked at`);
      }
      tally.add(decision.allowed ? 'allowed' : decision.because);
    }
  }
}

const isOfActors = (kind: ObjectKind): boolean => (OF_ACTORS as readonly ObjectKind[]).includes(kind);

/** Everything of the world for everyone, for these purposes, from the beginning. */
const grantedToAll = ({ objects }: World, purposes: readonly Purpose[]): World['grants'] =>
  objects.flatMap(({ kind, id }) =>
    purposes.map((purpose) => ({
      id: idOf<World['grants'][number]['id']>(`${kind} ${id} for ${purpose}`),
      kind,
      object: id,
      to: { kind: 'everyone' } as const,
      except: [],
      actions: ACTIONS,
      purpose,
      conditions: {},
      from: DAY_ZERO,
      until: FOREVER,
      excludingSince: DAY_ZERO,
    })),
  );

const becauseOf = (decision: ReturnType<typeof decide>) => ('because' in decision ? decision.because : null);

/**
 * Draws worlds until so many decisions were compared.
 * @param most worlds
 */
async function compareMany(
  decisions: number,
  seed: number,
  size: Parameters<typeof world>[0],
  most: number,
): Promise<void> {
  const tally = new Tally();
  const property = fc.asyncProperty(
    world(size),
    fc.array(question, { minLength: 3, maxLength: 3 }),
    async (drawn, questions) => {
      if (tally.decisions >= decisions) return;
      const one = { ...drawn, network: idOf<World['network']>(`random world ${worlds++}`) };
      await saveWorld(store, one);
      for (const q of questions) await compare(one, q, tally);
    },
  );
  await fc.assert(property, { seed, numRuns: most });
  assert.ok(tally.decisions >= decisions, `${tally.decisions} decisions`);
  assert.ok(tally.share('allowed') >= 0.3, `${tally.share('allowed')} allowed`);
  assert.ok(tally.share('allowed') <= 0.7, `${tally.share('allowed')} allowed`);
  for (const clause of CLAUSES) assert.ok(tally.verdicts.has(clause), `${clause} occurred`);
}

describe('point check, list and reverse list agree with the oracle', () => {
  it('on 10,000 decisions in random worlds', () =>
    compareMany(10_000, 20_261_161, { actors: 12, objects: 80, grants: 4 }, 25));

  it('where everything is granted and a dozen policies are in force', async () => {
    const tally = new Tally();
    const property = fc.asyncProperty(
      world({ actors: 7, objects: 40, grants: 1 }),
      fc.array(question, { minLength: 3, maxLength: 3 }),
      fc.array(rule, { minLength: 12, maxLength: 12 }),
      async (drawn, questions, policies) => {
        const network = idOf<World['network']>(`random world ${worlds++}`);
        const grants = grantedToAll(drawn, [...new Set(questions.map(({ purpose }) => purpose))]);
        const one = { ...drawn, network, grants, policies };
        await saveWorld(store, one);
        for (const q of questions) await compare(one, q, tally);
      },
    );
    await fc.assert(property, { seed: 20_261_129, numRuns: 5 });
    assert.ok(tally.decisions >= 2000, `${tally.decisions} decisions`);
    assert.ok(tally.share('policy') >= 0.15, `${tally.share('policy')} by a policy`);
    assert.ok(tally.share('allowed') >= 0.15, `${tally.share('allowed')} allowed`);
  });

  it('on 1,000,000 decisions', { skip: unlessLong }, () =>
    compareMany(1_000_000, Date.now() % 2 ** 31, { actors: 24, objects: 240, grants: 4 }, 400),
  );
});
