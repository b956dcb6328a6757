import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Policy } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  DAY_MS,
  FOREVER,
  type NetworkId,
  type PolicyId,
  type PolicyTextId,
} from '../../src/privacy/words.ts';
import { noteUse } from '../../src/store/data-uses.ts';
import { instantOf } from '../../src/store/deps.ts';
import { enactPolicies, endPolicies } from '../../src/store/policies/change-policies.ts';
import { API, type Houses, makeHouses } from '../organisations/houses.ts';
import type { TestPersona } from '../support/people.ts';

interface SimulationJson {
  clauses: {
    clause: string;
    in_force_as: string | null;
    covered_together: boolean;
    unused: string | null;
    stopped: number;
  }[];
  reaches: { function: string; before: string; after: string }[];
  deeds: { days: number; among: number; stopped: number };
}
interface CountJson {
  count: number | null;
  exact: boolean;
}
interface CountsJson {
  before: CountJson | null;
  after: CountJson;
  budget: { counts_left: number } | null;
}

const marketing = (action: string, more = '', id = 'a'): string =>
  `@id("${id}") forbid (principal in Function::"marketing", action == Action::"${action}", resource)${more};`;
/** Nobody reads posts from so many days on. */
const oldPosts = (days: number, id = 'old'): string =>
  `@id("${id}") forbid (principal, action == Action::"see", resource is Post) when { context.ageDays >= ${days} };`;
const NO_SALES = '@id("no-sales") forbid (principal in Function::"sales", action, resource);';

describe('drafts, beside what holds', () => {
  let h: Houses;
  let orga: string;
  let other: string;
  let keeper: TestPersona;
  let sam: TestPersona;
  let elsewhere: TestPersona;
  let expert: TestPersona;
  let network: NetworkId;

  before(async () => {
    h = await makeHouses();
    network = h.network.id as NetworkId;
    ({ id: orga, keeper } = await h.kept('orga'));
    const theirs = await h.kept('other');
    other = theirs.id;
    [sam, elsewhere, expert] = [await h.person(), await h.person(), await h.person()];
    await h.seat(keeper, orga, sam, 'marketing');
    await h.seat(keeper, orga, expert, 'legal', 'discipline');
    await h.seat(theirs.keeper, other, elsewhere, 'marketing');
  });

  const db = () => h.app.deps.store.community;
  const now = () => instantOf(h.app.deps);
  const enact = async (box: Partial<Policy>): Promise<PolicyTextId> => {
    const source = h.app.deps.ids.next('text') as PolicyTextId;
    const id = h.app.deps.ids.next('policy') as PolicyId;
    const policy = { id, source, from: 0, until: FOREVER, unless: [], ...box };
    await db()
      .transaction()
      .execute((trx) => enactPolicies(trx, network, [policy]));
    return source;
  };
  const end = (source: PolicyTextId, at = now()) =>
    db()
      .transaction()
      .execute((trx) => endPolicies(trx, network, { source }, at));
  const simulate = (text: string, more: object = {}, status = 200) =>
    h.call<SimulationJson>(sam, 'POST', `${API}/${orga}/simulations`, { text, ...more }, status);
  const countsAs = (who: TestPersona, text: string, more: object, status = 200) =>
    h.call<CountsJson>(
      who,
      'POST',
      `${API}/${orga}/simulations/counts`,
      { text, function: 'marketing', purpose: 'mining', what: 'posts', ...more },
      status,
    );
  const counts = (text: string, more: object = {}, status = 200) => countsAs(sam, text, more, status);
  const whatIf = (text: string, more: object) =>
    h.call<{ before: boolean; after: boolean; clauses: string[]; in_force: object[] }>(
      sam,
      'POST',
      `${API}/${orga}/simulations/what-if`,
      { text, action: 'process', kind: 'posts', capacity: 'marketing', purpose: 'mining', ...more },
    );
  const allow = (who: TestPersona, purpose: string) =>
    h.call(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, {
      rules: [{ audience: { kind: 'persona', persona: orga }, over: ['posts'] }],
    });
  /** Whom the count that was asked last had in it. */
  const counted = async (): Promise<string[]> => {
    const { rows } = await sql<{ subject: string }>`
      select p.subject_id as subject from community.data_use_participant p
      where p.network_id = ${network} and p.use_id = (select id from community.data_use
        where organisation_id = ${orga} order by used_at desc, id desc limit 1) order by 1`.execute(db());
    return rows.map(({ subject }) => subject);
  };

  it('are tried by nobody who sits elsewhere', async () => {
    for (const [part, body] of Object.entries({
      '': {},
      '/counts': { function: 'marketing', purpose: 'mining', what: 'posts' },
      '/what-if': { action: 'see', kind: 'post' },
    })) {
      const asked = { text: NO_SALES, ...body };
      await h.call(elsewhere, 'POST', `${API}/${orga}/simulations${part}`, asked, 404);
    }
  });

  it('say what is covered by what holds, alone or together with others', async () => {
    const mining = await enact({ capacities: ['marketing'], actions: ['process'], purposes: ['mining'] });
    const [only] = (await simulate(marketing('mine'))).clauses;
    assert.deepEqual([only?.in_force_as, only?.covered_together], [null, false], 'it forbids less');
    const rest = await enact({
      capacities: ['marketing'],
      actions: ['process'],
      purposes: [
        'model-training',
        'recruitment-screening',
        'reading',
        'customer-service',
        'support',
        'human-resources',
        'communications',
      ],
    });
    const [both] = (await simulate(marketing('mine'))).clauses;
    assert.deepEqual([both?.in_force_as, both?.covered_together], [null, true]);
    const whole = await enact({ capacities: ['marketing'], actions: ['process'] });
    const [covered] = (await simulate(marketing('mine'))).clauses;
    assert.equal(covered?.in_force_as, whole);
    // What it takes the place of covers nothing.
    const [instead] = (await simulate(marketing('mine'), { replaces: whole })).clauses;
    assert.equal(instead?.in_force_as, null);
    assert.ok((await simulate(marketing('mine'))).reaches.length === 0, 'it is shut already');
    assert.ok((await simulate(NO_SALES, { replaces: whole })).reaches.some(({ after }) => after === 'open'));
    for (const source of [mining, rest, whole]) await end(source);
  });

  it('stand beside what holds now, and not beside what has ended or is to begin', async () => {
    const over = await enact({ capacities: ['marketing'], until: now() - DAY_MS });
    const later = await enact({ capacities: ['marketing'], from: now() + DAY_MS });
    const { clauses, reaches } = await simulate(marketing('mine'));
    assert.equal(clauses[0]?.in_force_as, null);
    assert.ok(reaches.length > 0 && reaches.every(({ before: was }) => was === 'open'));
    assert.partialDeepStrictEqual(await whatIf(NO_SALES, {}), { before: true, after: true, in_force: [] });
    for (const source of [over, later]) await end(source);
  });

  it('are refused where they lock everyone out together with what holds', async () => {
    const morning = await enact({ actions: ['see'], objectKinds: ['post'], hours: 0x00_0f_ff });
    const afternoon = `forbid (principal, action == Action::"see", resource is Post) when { context.hour >= 12 };`;
    const refused = await simulate(afternoon, { scope: 'network' }, 422);
    assert.match(JSON.stringify(refused), /lock everyone out/);
    await simulate(afternoon, { scope: 'network', replaces: morning });
    await end(morning);
    await simulate(afternoon, { scope: 'network' });
  });

  it('have clauses that no label of the network comes up to', async () => {
    const secret = `@id("s") forbid (principal, action, resource) when { context.label == Label::"trade-secret" };`;
    const highest = (label: string) =>
      sql`update community.network set highest_label = ${label} where id = ${network}`.execute(db());
    const { rows } = await sql<{ label: string }>`
      select highest_label as label from community.network where id = ${network}`.execute(db());
    await highest('internal');
    assert.equal((await simulate(secret)).clauses[0]?.unused, 'label');
    await highest('trade-secret');
    assert.equal((await simulate(secret)).clauses[0]?.unused, null);
    await highest(rows[0]?.label ?? 'internal');
  });

  it('say of one decision what holds, and whom experts’ seats let pass', async () => {
    const exempting = `@id("e") forbid (principal, action == Action::"see", resource is Post)
      when { context.label == Label::"confidential" } unless { principal in Discipline::"legal" };`;
    const see = {
      action: 'see',
      kind: 'post',
      capacity: 'person',
      purpose: 'reading',
      label: 'confidential',
    };
    const draft = (experts: string[]) =>
      h.call<{ after: boolean }>(sam, 'POST', `${API}/${orga}/simulations/what-if`, {
        ...see,
        text: exempting,
        scope: 'network',
        experts,
      });
    assert.equal((await draft([])).after, false);
    assert.equal((await draft(['it'])).after, false);
    assert.equal((await draft(['legal'])).after, true);
    const source = await enact({ capacities: ['marketing'], actions: ['process'], clause: 'held' });
    assert.deepEqual(await whatIf(NO_SALES, {}), {
      before: false,
      after: false,
      clauses: [],
      in_force: [{ source, clause: 'held' }],
    });
    assert.partialDeepStrictEqual(await whatIf(NO_SALES, { replaces: source }), {
      before: false,
      after: true,
    });
    await end(source);
  });

  it('count the organisation’s own deeds of ninety days that they would have stopped', async () => {
    const member = await h.person();
    const use = (organisation: string, purpose: 'mining' | 'aggregation') =>
      noteUse(
        db(),
        h.app.deps,
        network,
        {
          organisation: organisation as ActorId,
          function: 'marketing',
          by: null,
          deed: 'counted',
          purpose,
          kinds: [],
          participants: [{ subject: member.id as ActorId, grants: [] }],
        },
        now(),
      );
    await use(orga, 'mining');
    h.app.clock.advance(91 * DAY_MS);
    for (const purpose of ['mining', 'mining', 'aggregation'] as const) await use(orga, purpose);
    await use(other, 'mining');
    const { deeds, clauses } = await simulate(`${marketing('mine')}\n${NO_SALES}`);
    assert.deepEqual(deeds, { days: 90, among: 3, stopped: 2 });
    assert.deepEqual(
      clauses.map(({ stopped }) => stopped),
      [2, 0],
    );
    h.app.clock.advance(91 * DAY_MS);
  });

  it('are one question with that of now, and with whatever says the same', async () => {
    const direct = await h.call<{ count: number | null; budget: { counts_left: number } }>(
      sam,
      'POST',
      '/api/insight/v1/counts',
      { organisation: orga, function: 'marketing', purpose: 'mining', what: 'posts' },
    );
    const left = direct.budget.counts_left;
    const same = await counts(NO_SALES);
    assert.equal(same.before?.count, direct.count);
    assert.deepEqual(same.after, same.before);
    assert.equal(same.budget?.counts_left, left, 'it was paid for');
    // It says something of it, of an hour that isn't now.
    const hour = (new Date(now()).getUTCHours() + 5) % 24;
    const late = (id: string) => marketing('mine', ` when { context.hour == ${hour} }`, id);
    const asked = await counts(late('late'));
    assert.equal(asked.after.exact, false);
    assert.equal(asked.budget?.counts_left, left - 1);
    for (const text of [late('other'), `${NO_SALES}\n${late('third')}`, `// Why\n${late('late')}`]) {
      const again = await counts(text);
      assert.deepEqual([again.after, again.budget?.counts_left], [asked.after, left - 1]);
    }
    const another = await counts(marketing('mine', ` when { context.hour == ${(hour + 1) % 24} }`));
    assert.equal(another.budget?.counts_left, left - 2);
  });

  it('are counted for a function by who sits in it, and by experts', async () => {
    const asked = { function: 'sales', purpose: 'mining' };
    await counts(NO_SALES, asked, 403);
    await countsAs(keeper, NO_SALES, asked, 404);
    const left = (await countsAs(expert, NO_SALES, {})).budget?.counts_left ?? 0;
    const { budget } = await countsAs(expert, marketing('mine'), asked);
    assert.equal(budget?.counts_left, left - 1, 'each function is a question of its own');
    await h.seat(keeper, orga, sam, 'sales');
    assert.equal((await counts(marketing('mine'), asked)).budget?.counts_left, left - 1);
  });

  it('ask of nobody what what holds leaves to nobody', async () => {
    const member = await h.person();
    await allow(member, 'entity-resolution');
    const question = {
      organisation: orga,
      function: 'marketing',
      purpose: 'entity-resolution',
      what: 'posts',
    };
    await h.call(sam, 'POST', '/api/insight/v1/counts', question);
    assert.deepEqual(await counted(), [member.id]);
    const source = await enact({ capacities: ['marketing'], purposes: ['entity-resolution'] });
    h.app.clock.advance(DAY_MS);
    const left = async () =>
      (await h.call<{ counts_left: number }>(sam, 'GET', `/api/insight/v1/budget?organisation=${orga}`))
        .counts_left;
    const before = await left();
    await h.call(sam, 'POST', '/api/insight/v1/counts', question, 409);
    assert.equal(await left(), before);
    await end(source);
  });

  it('count whose posts people could no longer read: of those who let it, with a post that is shut by it', async () => {
    const [old, young, deleted, unasked, shut] = [
      await h.person(),
      await h.person(),
      await h.person(),
      await h.person(),
      await h.person(),
    ];
    const post = (who: TestPersona) =>
      h.call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status: 'Hello', visibility: 'public' });
    for (const who of [old, young, deleted, shut]) await allow(who, 'aggregation');
    await post(shut);
    h.app.clock.advance(20 * DAY_MS);
    await post(old);
    await post(unasked);
    const { id } = await post(deleted);
    await h.call(deleted, 'DELETE', `/api/v1/statuses/${id}`);
    h.app.clock.advance(15 * DAY_MS);
    await post(young);
    const source = await enact({
      actions: ['see', 'find', 'search', 'suggest', 'mention'],
      objectKinds: ['post'],
      age: { from: 30, until: FOREVER },
    });
    const authors = { scope: 'network', purpose: 'aggregation', what: 'authors' };
    const first = await counts(oldPosts(10), authors);
    assert.equal(first.before, null);
    assert.deepEqual(await counted(), [old.id]);
    const left = first.budget?.counts_left ?? 0;
    assert.equal((await counts(oldPosts(10, 'again'), authors)).budget?.counts_left, left);
    const none = await counts(oldPosts(16), authors);
    assert.equal(none.budget?.counts_left, left - 1, 'another draft is another question');
    assert.deepEqual(await counted(), []);
    await end(source);
  });

  it('and what has ended isn’t ended later', async () => {
    const source = await enact({ capacities: ['support'], until: now() - DAY_MS });
    await end(source);
    const { rows } = await sql<{
      kept: boolean;
    }>`select valid_until = to_timestamp(${(now() - DAY_MS) / 1000})
      as kept from community.policy where source_id = ${source}`.execute(db());
    assert.deepEqual(rows, [{ kept: true }]);
  });
});
