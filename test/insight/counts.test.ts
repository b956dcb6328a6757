import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { askCount } from '../../src/insight/counting/ask-count.ts';
import type { CountQuestion } from '../../src/insight/counting/question.ts';
import { COUNT_RHO, MOST_RHO } from '../../src/insight/noise/accounting.ts';
import { MINIMUM_GROUP } from '../../src/insight/noise/release.ts';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../src/privacy/purposes.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { loadViewer } from '../../src/store/viewer.ts';
import { type Members, members } from '../support/members.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseBelow, noiseBetween, noiseOf } from './noise-of.ts';

const API = '/api/privacy/v1';
const COUNTS = '/api/insight/v1/counts';

interface CountJson {
  id: string;
  count: number | null;
  fewer_than: number | null;
  minimum: number;
  sigma: number;
  interval: { from: number; to: number } | null;
  asked_at: string;
  same_until: string;
  budget: { quarter: string; epsilon_spent: string; counts_left: number; renews_at: string };
}

describe('counts of members for organisations', () => {
  let m: Members;
  let network: NetworkId;
  let sam: TestPersona;
  let turn = 0;

  before(async () => {
    m = await members();
    network = m.network.id as NetworkId;
    sam = await m.person();
  });

  /** An organisation of its own, for which Sam sits in marketing. */
  const organisation = async (): Promise<string> => {
    const made = { handle: `org${++turn}`, display_name: `Org ${turn}` };
    const { id } = await m.call<{ id: string }>(m.network.admin, 'POST', `${API}/organisations`, made, 201);
    const seat = `${API}/organisations/${id}/staff/${sam.id}`;
    await m.call(m.network.admin, 'PUT', seat, { functions: ['marketing'] }, 204);
    return id;
  };
  const question = (of: string, more: Partial<CountQuestion> = {}): CountQuestion => ({
    organisation: of as ActorId,
    function: 'marketing',
    purpose: 'mining',
    what: 'posts',
    ...more,
  });
  const allow = (who: TestPersona, audience: unknown, purpose: Purpose = 'mining', over = ['posts']) =>
    m.call(who, 'PUT', `${API}/processing-rules/${purpose}`, { rules: [{ audience, over }] });
  const ofOrg = (id: string) => ({ kind: 'persona', persona: id });
  const ask = (who: TestPersona, asked: CountQuestion, status = 200) =>
    m.call<CountJson>(who, 'POST', COUNTS, asked, status);
  const viewer = async () => {
    const found = await loadViewer(m.app.deps.store, network, sam.id as ActorId);
    assert.ok(found !== null);
    return found;
  };
  const budget = (of: string) =>
    m.call<CountJson['budget']>(sam, 'GET', `/api/insight/v1/budget?organisation=${of}`);
  const uses = (who: TestPersona) => m.call<{ deed: string; purpose: string }[]>(who, 'GET', `${API}/uses`);
  const participants = async (of: string) => {
    const { rows } = await sql<{ subject: string; grants: string[] }>`
      select p.subject_id as subject, p.grant_ids as grants from community.data_use u
      join community.data_use_participant p on p.network_id = u.network_id and p.use_id = u.id
      where u.organisation_id = ${of} order by 1`.execute(m.app.deps.store.community);
    return rows;
  };

  it('have only those in them who let it, each of whom is told, with the grant (P7)', async () => {
    const orga = await organisation();
    const other = await organisation();
    const crowd = await Promise.all(Array.from({ length: 9 }, () => m.person()));
    const [one, staffed, everyone, elsewhere, withdrew, blocker, suspended, narrower, excluder] =
      crowd as TestPersona[];
    await allow(one as TestPersona, ofOrg(orga));
    await allow(staffed as TestPersona, { any: [ofOrg(orga), ofOrg(other)] });
    await allow(everyone as TestPersona, { kind: 'network' });
    await allow(elsewhere as TestPersona, ofOrg(other));
    await allow(withdrew as TestPersona, ofOrg(orga));
    await m.call(withdrew as TestPersona, 'PUT', `${API}/processing-rules/mining`, { rules: [] });
    await allow(blocker as TestPersona, ofOrg(orga));
    await m.call(blocker as TestPersona, 'POST', `/api/v1/accounts/${orga}/block`);
    await allow(suspended as TestPersona, ofOrg(orga));
    await sql`insert into community.suspension (network_id, actor_id, valid_from, valid_until)
      values (${network}, ${suspended?.id}, '-infinity', 'infinity')`.execute(m.app.deps.store.community);
    await allow(narrower as TestPersona, ofOrg(orga), 'aggregation');
    await allow(excluder as TestPersona, { who: { kind: 'network' }, except: [ofOrg(orga)] });
    await ask(sam, question(orga));
    const counted = [one, staffed, everyone];
    const found = await participants(orga);
    assert.deepEqual(
      found.map(({ subject }) => subject),
      counted.map((who) => who?.id).toSorted(),
    );
    for (const { grants } of found) assert.equal(grants.length, 1);
    for (const who of counted) {
      assert.deepEqual(
        (await uses(who as TestPersona)).map(({ deed, purpose }) => `${deed} ${purpose}`),
        ['counted mining'],
      );
    }
    for (const who of [elsewhere, withdrew, blocker, narrower, excluder]) {
      assert.deepEqual(await uses(who as TestPersona), []);
    }
  });

  it('of nobody leave the same trace as of somebody, in the ledger too', async () => {
    const [nobodys, somebodys] = [await organisation(), await organisation()];
    await allow(await m.person(), ofOrg(somebodys), 'influence-measurement');
    const traces: unknown[] = [];
    for (const orga of [nobodys, somebodys]) {
      await ask(sam, question(orga, { purpose: 'influence-measurement' }));
      const { rows } = await sql`select function, deed, purpose, kinds from community.data_use
        where organisation_id = ${orga}`.execute(m.app.deps.store.community);
      traces.push(rows);
    }
    assert.deepEqual(traces[0], traces[1]);
    for (let n = 0; n < 2; n++) {
      m.app.clock.advance(600_000);
      const at = instantOf(m.app.deps);
      await appendBeat(m.app.deps, network, at, at);
    }
    const { rows } = await sql<{ done: boolean }>`select seed is not null as done from community.data_use
      where organisation_id = ${nobodys}`.execute(m.app.deps.store.community);
    assert.deepEqual(rows, [{ done: true }]);
  });

  it('count who lets the organisation write, in that function', async () => {
    const orga = await organisation();
    const [yes, no] = [await m.person(), await m.person()];
    await m.call(yes, 'PUT', `${API}/contact-rules/marketing`, {
      anybody: 'no',
      organisations: [{ organisation: orga, answer: 'yes' }],
    });
    await m.call(no, 'PUT', `${API}/contact-rules/sales`, { anybody: 'yes' });
    await ask(sam, question(orga, { what: 'contact', purpose: 'marketing' }));
    assert.deepEqual(
      (await participants(orga)).map(({ subject }) => subject),
      [yes.id],
    );
  });

  it('are told with what they are: noise, interval, cost, and for how long the same', async () => {
    const orga = await organisation();
    const before = await budget(orga);
    assert.equal(before.epsilon_spent, '0');
    const answer = await ask(sam, question(orga));
    assert.equal(answer.minimum, MINIMUM_GROUP);
    if (answer.count === null) assert.equal(answer.fewer_than, MINIMUM_GROUP);
    else assert.ok(answer.interval !== null && answer.interval.to > answer.count);
    assert.ok(answer.sigma > 60);
    assert.ok(Number(answer.budget.epsilon_spent) > 0 && Number(answer.budget.epsilon_spent) <= 0.1);
    assert.equal(answer.budget.counts_left, before.counts_left - 1);
    assert.equal(answer.same_until, '2026-03-02T00:00:00.000Z');
  });

  it('are the same however often they are asked within a day, and are paid for once', async () => {
    const orga = await organisation();
    const first = await ask(sam, question(orga));
    for (let n = 0; n < 200; n++) {
      const again = await askCount(m.app.deps, await viewer(), question(orga), instantOf(m.app.deps));
      assert.ok(again.ok);
      assert.deepEqual([again.value.id, again.value.released], [first.id, first.count]);
    }
    const together = await Promise.all(
      Array.from({ length: 50 }, () =>
        m.app.request('POST', COUNTS, { token: sam.token, body: question(orga) }),
      ),
    );
    const bodies = await Promise.all(together.map((response) => response.text()));
    assert.equal(new Set(bodies).size, 1);
    assert.equal((await budget(orga)).epsilon_spent, first.budget.epsilon_spent);
    assert.equal(JSON.parse(bodies[0] ?? '').asked_at, first.asked_at);
  });

  it('are never overspent by many at once, and refused with the rule and when it renews', async () => {
    const orga = await organisation();
    await sql`insert into community.noise_budget (network_id, organisation_id, quarter, spent)
      values (${network}, ${orga}, '2026-Q1', ${Number(MOST_RHO - 7n * COUNT_RHO)})`.execute(
      m.app.deps.store.community,
    );
    assert.equal((await budget(orga)).counts_left, 7);
    const questions = ENGAGEMENT_PURPOSES.flatMap((purpose) =>
      (['posts', 'attributes', 'ties'] as const).map((what) => question(orga, { purpose, what })),
    );
    const all = [...questions, ...questions].slice(0, 50);
    const answers = await Promise.all(
      all.map((body) => m.app.request('POST', COUNTS, { token: sam.token, body })),
    );
    const answered = new Set<string>();
    for (const [n, { status }] of answers.entries()) {
      assert.ok(status === 200 || status === 429, `${status}`);
      if (status === 200) answered.add(JSON.stringify(all[n]));
    }
    assert.equal(answered.size, 7);
    assert.equal((await budget(orga)).counts_left, 0);
    assert.ok(Number((await budget(orga)).epsilon_spent) <= 2);
    const refused = answers.find(({ status }) => status === 429) as Response;
    assert.match(await refused.text(), /ε = 2.*2026-04-01/);
    assert.ok(Number(refused.headers.get('retry-after')) > 86_400);
    // What is paid for goes on to be told; in the next quarter there is a new budget.
    const [kept] = [...answered];
    await ask(sam, JSON.parse(kept ?? ''));
    const now = instantOf(m.app.deps);
    m.app.clock.set(Date.parse('2026-04-01T00:00:00Z'));
    await ask(sam, question(orga, { purpose: 'suggestions' }));
    assert.equal((await budget(orga)).quarter, '2026-Q2');
    m.app.clock.set(now);
  });

  it('are spent with their answer, or not at all, wherever it breaks off', async () => {
    const orga = await organisation();
    const person = await m.person();
    await allow(person, ofOrg(orga));
    const breaking = {
      ...m.app.deps,
      random: () => {
        throw new Error('the power went');
      },
    };
    const at = instantOf(m.app.deps);
    await assert.rejects(askCount(breaking, await viewer(), question(orga), at), /the power went/);
    assert.equal((await budget(orga)).epsilon_spent, '0');
    assert.deepEqual(await uses(person), [], 'nothing was released, so nothing was used');
    // Its answer is lost on the way: whoever asks again is told what was paid for.
    const lost = await askCount(m.app.deps, await viewer(), question(orga), at);
    assert.ok(lost.ok);
    const found = await ask(sam, question(orga));
    assert.equal(found.id, lost.value.id);
    assert.equal(found.count, lost.value.released);
    assert.equal(found.budget.epsilon_spent, '0.099996');
  });

  it('are changed by who didn’t let it by nothing, and by who did by one, under the same noise', async () => {
    const orga = await organisation();
    const [inside, outside] = [await m.person(), await m.person()];
    const days: (number | null)[] = [];
    const released = async (): Promise<number | null> => {
      m.app.clock.advance(86_400_000);
      // Of noise that is far above nought, so that the number is told.
      const answer = await askCount(
        { ...m.app.deps, random: noiseOf('high 7') },
        await viewer(),
        question(orga),
        instantOf(m.app.deps),
      );
      assert.ok(answer.ok);
      days.push(answer.value.released);
      return answer.value.released;
    };
    const base = await released();
    assert.ok(base !== null, 'take another seed');
    await allow(outside, ofOrg(orga), 'aggregation');
    await m.call(outside, 'POST', '/api/v1/statuses', { status: 'Something', visibility: 'public' });
    assert.equal(await released(), base);
    await allow(inside, ofOrg(orga));
    assert.equal(await released(), base + 1);
    await allow(inside, { any: [ofOrg(orga), { kind: 'network' }] });
    assert.equal(await released(), base + 1, 'however many grants let it, one member is one');
    await m.call(inside, 'PUT', `${API}/processing-rules/mining`, { rules: [] });
    assert.equal(await released(), base, 'no count after a withdrawal has whoever withdrew');
  });

  it('aren’t told where they come out below the minimum, and are where they reach it', async () => {
    const orga = await organisation();
    const asked = question(orga, { purpose: 'recruitment-screening' });
    const told = async (random: (bytes: number) => Buffer) => {
      m.app.clock.advance(86_400_000);
      const deps = { ...m.app.deps, random };
      const answer = await askCount(deps, await viewer(), asked, instantOf(m.app.deps));
      assert.ok(answer.ok);
      const { count, fewer_than: fewerThan, interval } = await ask(sam, asked);
      assert.equal(count, answer.value.released);
      return [count, fewerThan, interval === null] as const;
    };
    assert.deepEqual(await told(noiseBelow()), [null, 10, true]);
    // Nobody lets it: what is told is the noise.
    assert.deepEqual(await told(noiseBetween(MINIMUM_GROUP, MINIMUM_GROUP + 1)), [10, null, false]);
  });

  it('are absent to whoever isn’t on its staff in that function', async () => {
    const orga = await organisation();
    const ann = await m.person();
    const bytes = async (who: TestPersona, asked: CountQuestion) => {
      const response = await m.ask(who, 'POST', COUNTS, asked);
      return `${response.status} ${await response.text()}`;
    };
    const nothing = await bytes(ann, question('00000000-0000-7000-8000-000000000000'));
    assert.match(nothing, /^404/);
    for (const who of [ann, m.network.admin]) assert.equal(await bytes(who, question(orga)), nothing);
    assert.equal(await bytes(sam, question(orga, { function: 'sales' })), nothing);
    for (const who of [ann, m.network.admin]) {
      await m.call(who, 'GET', `/api/insight/v1/budget?organisation=${orga}`, undefined, 404);
    }
    assert.equal((await m.ask(null, 'POST', COUNTS, question(orga))).status, 401);
    await m.call(m.network.admin, 'DELETE', `${API}/organisations/${orga}/staff/${sam.id}`, undefined, 204);
    assert.equal(await bytes(sam, question(orga)), nothing, 'a seat that ended is none');
  });

  it('are of purposes that members allow organisations for', async () => {
    const orga = await organisation();
    for (const wrong of [
      { purpose: 'reading' },
      { what: 'contact', purpose: 'mining' },
      { what: 'contact', purpose: 'sales' },
      { what: 'presence' },
      { purpose: 'world domination' },
    ] as Partial<CountQuestion>[]) {
      const response = await m.ask(sam, 'POST', COUNTS, question(orga, wrong));
      assert.equal(response.status, 422, JSON.stringify(wrong));
    }
    assert.equal((await budget(orga)).epsilon_spent, '0');
  });
});
