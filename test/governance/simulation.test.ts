import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { API, type Houses, makeHouses } from '../organisations/houses.ts';
import type { TestPersona } from '../support/people.ts';

interface SimulationJson {
  clauses: {
    clause: string;
    shadowed_by: string | null;
    in_force_as: string | null;
    covered_together: boolean;
    unused: string | null;
    stopped: number;
  }[];
  reaches: {
    function: string;
    purpose: string;
    what: string;
    before: string;
    after: string;
    counts: number;
  }[];
  authors: { function: string; purpose: string; what: string; counts: number } | null;
  deeds: { among: number; stopped: number };
  audiences: {
    kept: number;
    broken: number;
    changed: { id: string; title: string; before: string; after: string }[];
  };
  counts: number;
  budget: { counts_left: number };
}
interface CountJson {
  count: number | null;
  fewer_than: number | null;
  exact: boolean;
}
interface CountsJson {
  before: CountJson | null;
  after: CountJson;
  budget: { counts_left: number } | null;
}

const NO_MINING = `@id("no-mining")
forbid (principal in Function::"marketing", action == Action::"mine", resource);`;
const NO_MARKETING = `@id("no-marketing")
forbid (principal in Function::"marketing", action, resource);`;
const NO_SALES = `@id("no-sales")
forbid (principal in Function::"sales", action, resource);`;
const NO_SECRETS = `@id("no-secrets")
forbid (principal, action == Action::"see", resource is Post) when { resource.label == Label::"trade-secret" };`;
const NOBODY_SEES = `@id("nobody")
forbid (principal, action == Action::"see", resource);`;

describe('trying a draft of policies', () => {
  let h: Houses;
  let orga: string;
  let sam: TestPersona;
  let stranger: TestPersona;

  before(async () => {
    h = await makeHouses();
    const made = await h.kept('orga');
    orga = made.id;
    [sam, stranger] = [await h.person(), await h.person()];
    await h.seat(made.keeper, orga, sam, 'marketing');
  });

  const simulate = (text: string, more: object = {}, status = 200) =>
    h.call<SimulationJson>(sam, 'POST', `${API}/${orga}/simulations`, { text, ...more }, status);
  const counts = (text: string, more: object = {}, status = 200) =>
    h.call<CountsJson>(
      sam,
      'POST',
      `${API}/${orga}/simulations/counts`,
      { text, function: 'marketing', purpose: 'mining', what: 'posts', ...more },
      status,
    );
  const whatIf = (text: string, more: object) =>
    h.call<{ before: boolean; after: boolean; clauses: string[] }>(
      sam,
      'POST',
      `${API}/${orga}/simulations/what-if`,
      { text, action: 'process', kind: 'posts', capacity: 'marketing', purpose: 'mining', ...more },
    );

  it('is for whoever holds a seat in the organisation', async () => {
    const bodies = {
      '': {},
      '/counts': { function: 'marketing', purpose: 'mining', what: 'posts' },
      '/what-if': { action: 'see', kind: 'post' },
    };
    for (const [part, body] of Object.entries(bodies)) {
      const asked = { text: NO_MINING, ...body };
      await h.call(stranger, 'POST', `${API}/${orga}/simulations${part}`, asked, 404);
    }
  });

  it('says what changes, of nobody', async () => {
    const { reaches, clauses } = await simulate(NO_MINING);
    assert.deepEqual(
      reaches.map(({ purpose, what }) => `${purpose} ${what}`),
      ['mining', 'model-training', 'recruitment-screening'].flatMap((purpose) =>
        ['posts', 'attributes', 'ties'].map((what) => `${purpose} ${what}`),
      ),
    );
    assert.ok(reaches.every((one) => one.function === 'marketing' && one.before === 'open'));
    assert.ok(reaches.every(({ after }) => after === 'shut'));
    assert.deepEqual(clauses, [
      {
        clause: 'no-mining',
        shadowed_by: null,
        in_force_as: null,
        covered_together: false,
        unused: null,
        stopped: 0,
      },
    ]);
  });

  it('says which saved audiences break, and counts nobody', async () => {
    const save = (title: string, more: object = {}) =>
      h.call<{ id: string }>(
        sam,
        'POST',
        '/api/insight/v1/audiences',
        {
          organisation: orga,
          title,
          function: 'marketing',
          purpose: 'offer-targeting',
          conditions: [{ kind: 'interest', values: ['tea'] }],
          ...more,
        },
        201,
      );
    await save('By interest');
    await save('By skill', { conditions: [{ kind: 'skill', values: ['tea'] }] });
    const personal = await save('Suggestions', { purpose: 'suggestions' });
    const ended = await save('Ended');
    await h.call(sam, 'DELETE', `/api/insight/v1/audiences/${ended.id}`, undefined, 204);
    const { audiences: none } = await simulate(NO_MINING);
    assert.deepEqual(none, { kept: 3, broken: 0, changed: [] });
    const { audiences } = await simulate(`@id("no-offers")
forbid (principal in Function::"marketing", action == Action::"target", resource)
when { context.purpose == Purpose::"offer-targeting" };
@id("no-suggestions-at-night")
forbid (principal in Function::"marketing", action == Action::"target", resource)
when { context.purpose == Purpose::"suggestions" && context.hour < 6 };`);
    assert.equal(audiences.broken, 2);
    assert.deepEqual(audiences.changed.map(({ title, before, after }) => [title, before, after]).toSorted(), [
      ['By interest', 'open', 'shut'],
      ['By skill', 'open', 'shut'],
      ['Suggestions', 'open', 'hours'],
    ]);
    assert.equal(audiences.changed.find(({ after }) => after === 'hours')?.id, personal.id);
    // Whoever may no longer be shown anything can't be picked by it either.
    const unseen = await simulate(`@id("unseen")
forbid (principal in Function::"marketing", action == Action::"see", resource is Attribute);`);
    assert.equal(unseen.audiences.broken, 3);
    const budget = await h.call<{ epsilon_spent: string }>(
      sam,
      'GET',
      `/api/insight/v1/budget?organisation=${orga}`,
    );
    assert.equal(budget.epsilon_spent, '0');
    // What was counted of members by what they show is a deed that a draft on targeting would have stopped.
    const reached = await save('Reached', { purpose: 'sales' });
    await h.call(sam, 'POST', `/api/insight/v1/audiences/${reached.id}/size`);
    const stopping = await simulate(`@id("no-sales-targets")
forbid (principal in Function::"marketing", action == Action::"target", resource is Attribute)
when { context.purpose == Purpose::"sales" };`);
    assert.deepEqual([stopping.deeds.among, stopping.deeds.stopped], [1, 1]);
  });

  it('finds clauses that are never used, or that others cover', async () => {
    const { clauses } = await simulate(`${NO_MINING}\n${NO_MARKETING}\n${NO_SALES}`);
    assert.deepEqual(
      clauses.map(({ clause, shadowed_by, unused }) => [clause, shadowed_by, unused]),
      [
        ['no-mining', 'no-marketing', null],
        ['no-marketing', null, null],
        ['no-sales', null, 'function'],
      ],
    );
    const twice = await simulate(`${NO_MINING}\n${NO_MINING.replace('no-mining', 'again')}`);
    assert.deepEqual(
      twice.clauses.map(({ clause, shadowed_by }) => [clause, shadowed_by]),
      [
        ['no-mining', null],
        ['again', 'no-mining'],
      ],
    );
  });

  it('refuses what would lock everyone out, and what is no policy', async () => {
    await simulate(NOBODY_SEES, { scope: 'network' }, 422);
    await simulate('forbid (principal, action == Action::"dance", resource);', {}, 422);
    await simulate('forbid (', {}, 422);
    const own = await simulate(NOBODY_SEES);
    assert.equal(own.clauses.length, 1, 'an organisation’s own shuts out nobody from what is others’');
  });

  it('counts members with the noise and the budget of any count', async () => {
    const shut = await counts(NO_MINING);
    assert.deepEqual(shut.after, { count: 0, fewer_than: null, interval: null, exact: true });
    assert.ok(shut.before !== null);
    assert.equal(shut.before.exact, false);
    const left = shut.budget?.counts_left ?? 0;
    for (let n = 0; n < 5; n++) {
      const again = await counts(NO_MINING);
      assert.deepEqual(again.before, shut.before, 'the same question, the same answer');
      assert.equal(again.budget?.counts_left, left, 'and no charge');
    }
    const other = await counts(NO_SALES);
    assert.deepEqual(other.after, shut.before, 'a draft that says nothing of it asks nothing new');
    assert.equal(other.budget?.counts_left, left);
    const asAuthors = { what: 'authors', purpose: 'aggregation', scope: 'network' };
    const untouched = await counts(NO_SALES, asAuthors);
    assert.deepEqual(untouched.after, shut.after, 'of whom nothing is taken, none is nought by the rule');
    assert.equal(untouched.budget, null);
    const authors = await counts(NO_SECRETS, asAuthors);
    assert.equal(authors.before, null);
    assert.equal(authors.budget?.counts_left, left - 1);
    await counts(NO_SECRETS, { ...asAuthors, purpose: 'mining' }, 422);
    await counts(NO_MINING, { purpose: 'marketing' }, 422);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from community.policy
      where network_id = ${h.network.id}`.execute(h.app.deps.store.community);
    assert.equal(rows[0]?.n, 0, 'nothing came into force');
  });

  it('says before anything is counted what counting costs, and afterwards that it is paid for', async () => {
    const house = await h.kept('frugal');
    await h.seat(house.keeper, house.id, sam, 'marketing');
    const trial = () =>
      h.call<SimulationJson>(sam, 'POST', `${API}/${house.id}/simulations`, {
        text: `${NO_MINING}\n${NO_SECRETS}`,
        scope: 'network',
      });
    const first = await trial();
    // Nine that are shut, so that only now is counted; and the authors.
    assert.deepEqual(
      first.reaches.map((reach) => reach.counts),
      Array.from({ length: 9 }, () => 1),
    );
    assert.deepEqual(first.authors, {
      function: 'marketing',
      purpose: 'aggregation',
      what: 'authors',
      counts: 1,
    });
    assert.equal(first.counts, 10);
    const [reach] = first.reaches;
    const body = { text: `${NO_MINING}\n${NO_SECRETS}`, scope: 'network' };
    for (const line of [reach, first.authors]) {
      const { function: fn, purpose, what } = line ?? {};
      const asked = { ...body, function: fn, purpose, what };
      await h.call(sam, 'POST', `${API}/${house.id}/simulations/counts`, asked);
    }
    const again = await trial();
    assert.equal(again.counts, 8, 'whoever stopped goes on');
    assert.equal(again.reaches[0]?.counts, 0);
    assert.equal(again.authors?.counts, 0);
    assert.equal(again.budget.counts_left, first.budget.counts_left - 2);
    h.app.clock.advance(86_400_000);
    assert.equal((await trial()).counts, 10, 'on another day they are other answers');
    const none = await simulate(NO_MINING);
    assert.equal(none.authors, null);
  });

  it('tells of one decision which clause forbids it', async () => {
    assert.deepEqual(await whatIf(NO_MINING, {}), {
      before: true,
      after: false,
      clauses: ['no-mining'],
      in_force: [],
    });
    assert.partialDeepStrictEqual(await whatIf(NO_MINING, { capacity: 'sales' }), {
      after: true,
      clauses: [],
    });
    assert.partialDeepStrictEqual(await whatIf(NO_MINING, { purpose: 'aggregation' }), { after: true });
  });
});
