import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { askCount } from '../../src/insight/counting/ask-count.ts';
import { COUNT_RHO, MOST_RHO, mostRhoOf } from '../../src/insight/noise/accounting.ts';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseOf } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const TERMS = `${INSIGHT}/terms`;

interface TermsJson {
  minimum: number;
  epsilon_of_quarter: string;
  epsilon_of_query: string;
  sigma_of_count: number;
  signed: { matter: string; until: string | null }[];
}
interface CountJson {
  id: string;
  count: number | null;
  fewer_than: number | null;
  minimum: number;
  sigma: number;
  interval: { from: number; to: number } | null;
  budget: { epsilon_spent: string; epsilon_most: string; epsilon_of_count: string; counts_left: number };
}

describe('on what terms an organisation is told numbers', () => {
  let t: Targeting;
  before(async () => {
    t = await targeting();
  });

  const terms = (who: TestPersona = t.author) =>
    t.call<TermsJson>(who, 'GET', `${TERMS}?organisation=${t.id}`);
  const choose = (who: TestPersona, said: object, status = 200) =>
    t.call<TermsJson>(who, 'PUT', TERMS, { organisation: t.id, ...said }, status);
  const ask = (purpose: string, status = 200) =>
    t.call<CountJson>(
      t.sam,
      'POST',
      `${INSIGHT}/counts`,
      { organisation: t.id, function: 'marketing', purpose, what: 'posts' },
      status,
    );
  const inDays = (days: number): string =>
    new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const spent = async () => {
    const { rows } = await sql<{ spent: number }>`select spent from community.noise_budget
      where organisation_id = ${t.id}`.execute(t.app.deps.store.community);
    return BigInt(rows[0]?.spent ?? 0);
  };

  it('is the default, and told to whoever holds a seat', async () => {
    const now = await terms();
    assert.deepEqual([now.minimum, now.epsilon_of_quarter, now.epsilon_of_query], [10, '2', '0.1']);
    assert.ok(now.sigma_of_count > 64 && now.sigma_of_count < 66);
    const outsider = await t.person();
    await t.call(outsider, 'GET', `${TERMS}?organisation=${t.id}`, undefined, 404);
    await choose(outsider, { minimum: 20 }, 404);
    await choose(t.sam, { minimum: 20 }, 403);
  });

  it('is narrowed by an expert at once, and by nobody widened without a signature', async () => {
    for (const wider of [{ epsilon_of_quarter: 2.5 }, { epsilon_of_query: 0.11 }]) {
      await choose(t.experts.it, wider, 422);
    }
    await choose(t.experts.it, { minimum: 9 }, 422);
    await choose(t.experts.it, {}, 422);
    const before = await ask('mining');
    const now = await choose(t.experts.it, { minimum: 40, epsilon_of_query: 0.05 });
    assert.deepEqual([now.minimum, now.epsilon_of_query], [40, '0.05']);
    await choose(t.experts.legal, { minimum: 39 }, 422);
    const after = await ask('aggregation');
    assert.equal(after.minimum, 40);
    assert.ok(after.sigma > 128 && after.sigma < 131, `${after.sigma}`);
    assert.ok(Number(after.budget.epsilon_of_count) <= 0.05);
    // What was told today is told again as it was told, with the noise that it had.
    const again = await ask('mining');
    assert.deepEqual(
      [again.id, again.count, again.sigma, again.minimum, again.interval],
      [before.id, before.count, before.sigma, before.minimum, before.interval],
    );
    assert.equal(again.budget.epsilon_spent, after.budget.epsilon_spent);
  });

  it('tells nothing below the minimum that holds', async () => {
    const told = async (seed: string, purpose: 'suggestions' | 'personalisation') => {
      const question = {
        organisation: t.id as ActorId,
        function: 'marketing',
        purpose,
        what: 'ties',
      } as const;
      const deps = { ...t.app.deps, random: noiseOf(seed) };
      const answer = await askCount(deps, await t.viewer(), question, instantOf(t.app.deps));
      assert.ok(answer.ok);
      return answer.value;
    };
    // Of nobody, noise between ten and forty: under the default it would be told.
    for (let n = 0; ; n++) {
      const { released, variance, minimum } = await told(`low ${n}`, 'suggestions');
      assert.equal(minimum, 40);
      assert.ok(released === null || released >= 40);
      assert.ok(variance > 16_000n);
      if (released === null) break;
      t.app.clock.advance(DAY_MS);
    }
  });

  it('is raised by what the experts signed, and until then, and is charged for', async () => {
    const until = inDays(20);
    const text = JSON.stringify({ minimum: 10, epsilon_of_quarter: 8, epsilon_of_query: 1, until });
    const first = await spent();
    const matter = await t.sign('noise', text);
    const now = await terms();
    assert.deepEqual([now.minimum, now.epsilon_of_quarter, now.epsilon_of_query], [10, '8', '1']);
    assert.ok(now.sigma_of_count < 6.6);
    assert.deepEqual(now.signed, [
      { ...now.signed[0], matter, until: `${until}T00:00:00.000Z` },
    ] as TermsJson['signed']);
    const answer = await ask('offer-targeting');
    assert.ok(answer.sigma < 6.6 && answer.minimum === 10);
    assert.equal(answer.budget.epsilon_most, '8');
    const charge = (await spent()) - first;
    assert.ok(charge > 90n * COUNT_RHO && charge <= mostRhoOf(1_000_000n), `${charge}`);
    // What is chosen after it narrows it.
    assert.equal((await choose(t.experts.it, { epsilon_of_query: 0.5 })).epsilon_of_query, '0.5');
    // It ends by itself, and what was chosen before holds again.
    t.app.clock.advance(21 * DAY_MS);
    const then = await terms();
    assert.deepEqual([then.minimum, then.epsilon_of_quarter, then.epsilon_of_query], [40, '2', '0.05']);
    assert.deepEqual(then.signed, []);
  });

  it('is refused beyond what anybody may sign, and without an end', async () => {
    const plans: [object, RegExp][] = [
      [{ epsilon_of_quarter: 8.1, until: inDays(10) }, /epsilon_of_quarter is 8 at most/],
      [{ epsilon_of_query: 1.5, until: inDays(10) }, /epsilon_of_query is 1 at most/],
      [{ minimum: 9, until: inDays(10) }, /minimum is 10 at least/],
      [{ epsilon_of_quarter: 4 }, /until is needed/],
      [{ epsilon_of_quarter: 4, until: inDays(120) }, /ninety days/],
      [{ until: inDays(10) }, /is needed/],
      [{ epsilon_of_quarter: 4, until: inDays(10), delta: 1 }, /delta/],
    ];
    for (const [plan, says] of plans) {
      const drafted = { kind: 'noise', title: 'More', text: JSON.stringify(plan) };
      const response = await t.ask(t.author, 'POST', `/api/organisations/v1/${t.id}/matters`, drafted);
      assert.equal(response.status, 422, JSON.stringify(plan));
      assert.match(await response.text(), says);
    }
    const { id } = await t.draft(JSON.stringify({ epsilon_of_quarter: 4, until: inDays(10) }), {
      kind: 'noise',
      title: 'More',
    });
    const { required } = await t.step(t.author, id, { step: 'submit' });
    assert.deepEqual(required.toSorted(), ['compliance', 'legal', 'risk']);
    assert.equal((await terms()).epsilon_of_quarter, '2', 'nothing is raised before all have signed');
  });

  it('isn’t overspent by a choice of less, nor by an end of what was signed', async () => {
    const db = t.app.deps.store.community;
    await sql`update community.noise_budget set spent = ${Number(MOST_RHO - COUNT_RHO)}
      where organisation_id = ${t.id} and quarter = '2026-Q1'`.execute(db);
    await choose(t.experts.legal, { epsilon_of_quarter: 1 });
    const budget = await t.call<CountJson['budget']>(t.sam, 'GET', `${INSIGHT}/budget?organisation=${t.id}`);
    assert.equal(budget.counts_left, 0);
    const refused = await t.ask(t.sam, 'POST', `${INSIGHT}/counts`, {
      organisation: t.id,
      function: 'marketing',
      purpose: 'mining',
      what: 'ties',
    });
    assert.equal(refused.status, 429);
    assert.match(await refused.text(), /ε = 1\)/);
  });
});
