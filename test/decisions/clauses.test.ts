import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as core from '../../src/privacy/decide.ts';
import { type Decision, decide, decideBy, RULES, type Rules } from '../../src/privacy/decide.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import { AT_ONCE } from '../../src/store/visibility/at-once.ts';
import { SQL_CLAUSES, type SqlClauses } from '../../src/store/visibility/clauses.ts';
import { freshDatabase } from '../support/database.ts';
import { listedBy, nameOf } from './sql-forms.ts';
import { saveWorld } from './world-database.ts';
import { factsOf } from './world-facts.ts';
import { readWorlds } from './world-file.ts';

/** Without any one clause of the rule, the table of cases must turn red: the table proves each of them. */
const told = globSync(join(import.meta.dirname, '*.yaml')).flatMap(readWorlds);
const cases = told.flatMap(({ world, cases: asked }) => asked.map((one) => ({ world, ...one })));
type Placed = (typeof cases)[number];

const words = (decision: Decision): string =>
  decision.allowed ? `allowed by ${decision.by}` : `denied because ${decision.because}`;

const factsIn = ({ world, viewer, object, question }: Placed) => factsOf(world, viewer, object, question.at);

/** Cases that come out otherwise by these rules. */
const red = (rules: Rules): readonly Placed[] =>
  cases.filter((one) => words(decideBy(rules, one.question, factsIn(one))) !== one.expected);

/** Cases that these rules allow though they shouldn't be. */
const opened = (rules: Rules): readonly Placed[] =>
  red(rules).filter(
    (one) => one.expected.startsWith('denied') && decideBy(rules, one.question, factsIn(one)).allowed,
  );

const withoutGate = (gate: core.Gate): Rules => ({
  ...RULES,
  gates: RULES.gates.filter((other) => other !== gate),
});
const withoutClause = (clause: core.GrantClause): Rules => ({
  ...RULES,
  grantClauses: RULES.grantClauses.filter((other) => other !== clause),
});

/** What a policy may be narrowed by. */
const DIMS = [
  'binds',
  'capacities',
  'actions',
  'purposes',
  'objectKinds',
  'labels',
  'attributes',
  'conversations',
  'bases',
  'hours',
  'age',
  'retention',
] as const satisfies readonly (keyof Policy)[];

/** Gates whose absence changes but the reason, since another lock is on the same door. */
const DOUBLY_LOCKED: readonly core.Gate[] = [core.isMember, core.hasGrant];

describe('the rule without one of its clauses', () => {
  for (const gate of RULES.gates) {
    it(`is another without the gate ${gate.name}`, () => {
      assert.ok(red(withoutGate(gate)).length > 0);
      assert.equal(opened(withoutGate(gate)).length > 0, !DOUBLY_LOCKED.includes(gate));
    });
  }

  for (const clause of RULES.grantClauses) {
    it(`is another without the clause ${clause.name} on grants`, () => {
      assert.ok(opened(withoutClause(clause)).length > 0);
    });
  }

  for (const dim of DIMS) {
    it(`is another where policies say nothing of ${dim}`, () => {
      const changed = cases.filter((one) => {
        const facts = factsIn(one);
        const policies = facts.network.policies.map(({ [dim]: _, ...rest }) => rest);
        const network = { ...facts.network, policies };
        return words(decide(one.question, { ...facts, network })) !== one.expected;
      });
      assert.ok(changed.some((one) => one.expected.startsWith('allowed')));
    });
  }

  it('is another without the owner', () => {
    // The viewer is somebody else to that line of the rule, and the same to all others.
    const strangers = cases.filter((one) => {
      const facts = factsIn(one);
      const viewer = { ...facts.viewer, actor: 'nobody' as typeof one.object.owner };
      return words(decide(one.question, { ...facts, viewer })) !== one.expected;
    });
    assert.ok(strangers.some((one) => one.expected === 'allowed by owner'));
  });

  it('is the same with all of them', () => assert.deepEqual(red(RULES), []));
});

describe('the SQL without one of its clauses', async () => {
  const { store } = await freshDatabase();
  before(async () => {
    for (const { world } of told) await saveWorld(store, world);
  });

  const without = <T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([other]) => other !== name));

  /** Each clause of the SQL by its name, with the rules of the core that lack the same. */
  const sqlGates: Readonly<Record<string, core.Gate>> = {
    noBlock: core.noBlock,
    noLockdown: core.noLockdown,
    noSuspension: core.noSuspension,
    labelAdmitted: core.labelAdmitted,
    noPolicyForbids: core.noPolicyForbids,
  };
  const sqlGrant: Readonly<Record<string, core.GrantClause>> = {
    action: core.coversAction,
    purpose: core.coversPurpose,
    begun: core.hasBegun,
    notEnded: core.hasNotEnded,
    audience: core.isInAudience,
    notExcluded: core.isNotExcluded,
    conditions: core.conditionsHold,
  };

  it('is tried for each of them', () => {
    assert.deepEqual(Object.keys(SQL_CLAUSES.gates), Object.keys(sqlGates));
    assert.deepEqual(Object.keys(SQL_CLAUSES.grant), Object.keys(sqlGrant));
  });

  for (const [how, all] of Object.entries({ 'row by row': SQL_CLAUSES, 'at once': AT_ONCE })) {
    for (const [name, gate] of Object.entries(sqlGates)) {
      const clauses = { ...all, gates: without(all.gates, name) };
      it(`is open where the gate ${name} is missing, ${how}`, () => opensAlike(clauses, withoutGate(gate)));
    }
    for (const [name, clause] of Object.entries(sqlGrant)) {
      const clauses = { ...all, grant: without(all.grant, name) };
      it(`is open where the clause ${name} is missing, ${how}`, () =>
        opensAlike(clauses, withoutClause(clause)));
    }
  }
  it('is open where seeing what one acts on is not asked', () =>
    opensAlike({ ...SQL_CLAUSES, seen: false }, withoutGate(core.canSeeIt)));
  it('is open where seeing the thread is not asked', () =>
    opensAlike({ ...SQL_CLAUSES, thread: false }, withoutGate(core.canSeeThread)));

  /** The lists have what the core, without the same clause, allows though it shouldn't be. */
  async function opensAlike(clauses: SqlClauses, rules: Rules): Promise<void> {
    const few = opened(rules).slice(0, 4);
    assert.ok(few.length > 0);
    for (const { name, world, viewer, object, question } of few) {
      const list = await listedBy(store, world, viewer, question, clauses);
      assert.ok(list.has(nameOf(object)), name);
    }
  }
});
