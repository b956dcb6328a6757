import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { tellOfRecords } from '../../src/community/notifications/tell-of-records.ts';
import { csv } from '../../src/governance/records/csv.ts';
import { periodOf } from '../../src/governance/records/period.ts';
import { type Members, members } from '../support/members.ts';
import { sessionHeaders, type TestPersona } from '../support/people.ts';
import { expert, organisationOf, seat, showPhone } from './experts.ts';

const API = '/api/privacy/v1';
const RECORDS = '/api/organisations/v1/records';

interface ActivityJson {
  function: string | null;
  purpose: string;
  deed: string;
  times: number;
  kinds: string[];
  kept: string;
  subjects: string;
}

describe('the record of processing', () => {
  let m: Members;
  let orga: string;
  let [sam, lea, ann, bob] = [] as unknown as TestPersona[];

  before(async () => {
    m = await members({ kind: 'customer' });
    [sam, lea, ann, bob] = [await m.person(), await m.person(), await m.person(), await m.person()];
    orga = await organisationOf(m);
    await seat(m, orga, sam as TestPersona, 'support');
    await expert(m, orga, lea as TestPersona, 'legal');
  });

  const record = () =>
    m.call<{ activities: ActivityJson[]; measures: string[] }>(
      lea as TestPersona,
      'GET',
      `${RECORDS}/${orga}/processing`,
    );
  const lines = async () =>
    (await record()).activities.map((one) => `${one.function} ${one.purpose} ${one.deed} ${one.times}`);
  const contact = (who: TestPersona, text?: string) =>
    m.call(sam as TestPersona, 'POST', `/api/organisations/v1/${orga}/contacts`, {
      persona: who.id,
      function: 'support',
      ...(text === undefined ? {} : { text }),
    });

  it('says what really ran, and nothing before anything did', async () => {
    assert.deepEqual(await lines(), []);
    await contact(ann as TestPersona);
    assert.deepEqual(await lines(), [], 'what was refused used nothing');
    await m.call(ann as TestPersona, 'PUT', `${API}/contact-rules/support`, { anybody: 'yes' });
    await contact(ann as TestPersona);
    await contact(ann as TestPersona, 'Can we help?');
    const count = { organisation: orga, function: 'support', purpose: 'mining', what: 'posts' };
    await m.call(sam as TestPersona, 'POST', '/api/insight/v1/counts', count);
    await m.call(sam as TestPersona, 'POST', '/api/insight/v1/counts', count);
    const shown = await showPhone(m, orga, ann as TestPersona);
    await m.call(sam as TestPersona, 'GET', shown);
    assert.deepEqual(await lines(), [
      'support mining counted 1',
      'support support checked 1',
      'support support read 1',
      'support support talked 2',
      'support support wrote 1',
    ]);
    const { activities, measures } = await record();
    const read = activities.find(({ deed }) => deed === 'read');
    assert.deepEqual(read?.kinds, ['phone']);
    assert.match(read?.subjects ?? '', /Customers/);
    assert.match(read?.kept ?? '', /withdraws/);
    assert.ok(measures.length >= 5);
  });

  it('is a table as well, in which nothing runs', async () => {
    const response = await m.ask(lea as TestPersona, 'GET', `${RECORDS}/${orga}/processing.csv`);
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
    const [head, ...rows] = (await response.text()).trim().split('\r\n');
    assert.match(head ?? '', /^function,purpose,purpose_iri,deed,times/);
    assert.equal(rows.length, 5);
    assert.equal(
      csv(['a'], [['=1+1'], ['say "hi", you'], [-2], [null]]),
      'a\r\n\'=1+1\r\n"say ""hi"", you"\r\n-2\r\n\r\n',
    );
  });

  it('has nobody’s name in it, and is absent to all but the organisation’s experts', async () => {
    const body = JSON.stringify(await record());
    for (const who of [ann, bob, sam]) {
      assert.ok(
        !body.includes((who as TestPersona).id) && !body.includes(`"${(who as TestPersona).handle}"`),
      );
    }
    const other = await organisationOf(m);
    const finance = await m.person();
    await expert(m, orga, finance, 'finance');
    for (const who of [sam, ann, m.network.admin, finance] as TestPersona[]) {
      for (const path of ['processing', 'processing.csv', 'reports/2026-Q1', 'requests', 'breaches']) {
        await m.call(who, 'GET', `${RECORDS}/${orga}/${path}`, undefined, 404);
      }
    }
    await m.call(lea as TestPersona, 'GET', `${RECORDS}/${other}/processing`, undefined, 404);
    assert.deepEqual(
      (await m.call<{ id: string; disciplines: string[] }[]>(lea as TestPersona, 'GET', RECORDS)).map(
        ({ id, disciplines }) => [id, disciplines],
      ),
      [[orga, ['legal']]],
    );
    assert.deepEqual(await m.call(ann as TestPersona, 'GET', RECORDS), []);
  });

  it('tells each member what was done with their own, and all what is learnt in numbers', async () => {
    const notice = (who: TestPersona) =>
      m.call<{ with_mine: { deed: string; times: number }[]; learns: { purpose: string; what: string }[] }>(
        who,
        'GET',
        `${API}/organisations/${orga}/processing`,
      );
    const hers = await notice(ann as TestPersona);
    assert.deepEqual(hers.with_mine.map(({ deed }) => deed).toSorted(), ['checked', 'read', 'wrote']);
    const his = await notice(bob as TestPersona);
    assert.deepEqual(his.with_mine, []);
    assert.partialDeepStrictEqual(his.learns, [{ purpose: 'mining', what: 'posts' }]);
    await m.call(bob as TestPersona, 'GET', `${API}/organisations/${ann?.id}/processing`, undefined, 404);
  });

  it('is summed up by months and quarters', async () => {
    const report = await m.call<{
      activities: ActivityJson[];
      epsilon_spent: string;
      requests: { asked: number; median_days: number | null };
    }>(lea as TestPersona, 'GET', `${RECORDS}/${orga}/reports/2026-Q1`);
    assert.equal(report.activities.length, 5);
    assert.equal(report.epsilon_spent, '0.099996');
    assert.equal(report.requests.median_days, null);
    const later = await m.call<{ activities: unknown[]; epsilon_spent: string }>(
      lea as TestPersona,
      'GET',
      `${RECORDS}/${orga}/reports/2026-04`,
    );
    assert.deepEqual([later.activities, later.epsilon_spent], [[], '0']);
    const table = await m.ask(lea as TestPersona, 'GET', `${RECORDS}/${orga}/reports/2026-03/csv`);
    assert.match(await table.text(), /budget,,,epsilon_spent,0\.099996\r\n/);
    for (const wrong of ['2026', '2026-13', '2026-Q5', '2026-00', 'x']) {
      await m.call(lea as TestPersona, 'GET', `${RECORDS}/${orga}/reports/${wrong}`, undefined, 404);
      assert.equal(periodOf(wrong), null);
    }
  });
});

interface RequestJson {
  id: string;
  status: string;
  due_at: string;
  overdue: boolean;
  steps: { kind: string; words: string }[];
}

describe('requests about somebody’s own data', () => {
  let m: Members;
  let orga: string;
  let [lea, ann, bob] = [] as unknown as TestPersona[];
  const OWN = `${API}/data-requests`;

  before(async () => {
    m = await members();
    [lea, ann, bob] = [await m.person(), await m.person(), await m.person()];
    orga = await organisationOf(m);
    await expert(m, orga, lea as TestPersona, 'compliance');
  });

  const file = (who: TestPersona, kind: string, organisation: string | null = orga, status = 201) =>
    m.call<RequestJson>(who, 'POST', OWN, { organisation, kind, words: 'Please.' }, status);
  const own = (who: TestPersona) => m.call<RequestJson[]>(who, 'GET', OWN);
  const theirs = (who = lea as TestPersona, of = orga, status = 200) =>
    m.call<(RequestJson & { member: { username: string } })[]>(
      who,
      'GET',
      `${RECORDS}/${of}/requests`,
      undefined,
      status,
    );
  const step = (id: string, kind: string, words = '', status = 200, who = lea as TestPersona, of = orga) =>
    m.call<RequestJson>(who, 'POST', `${RECORDS}/${of}/requests/${id}/steps`, { kind, words }, status);

  it('are due in a month, can be put off once with a reason, and are answered once', async () => {
    const { id, due_at, status } = await file(ann as TestPersona, 'access');
    assert.equal(status, 'open');
    assert.equal(due_at.slice(0, 10), '2026-04-01');
    await step(id, 'taken');
    await step(id, 'extended', '', 422);
    await step(id, 'answered', ' ', 422);
    assert.equal((await step(id, 'extended', 'There is much of it.')).due_at.slice(0, 10), '2026-06-01');
    await step(id, 'extended', 'And more.', 409);
    await step(id, 'answered', 'Here it is.');
    await step(id, 'refused', 'On second thoughts.', 409);
    const [mine] = await own(ann as TestPersona);
    assert.equal(mine?.status, 'answered');
    assert.deepEqual(
      mine?.steps.map(({ kind, words }) => [kind, words]),
      [
        ['taken', ''],
        ['extended', 'There is much of it.'],
        ['answered', 'Here it is.'],
      ],
    );
    assert.ok(!JSON.stringify(mine).includes((lea as TestPersona).id), 'who answered isn’t told');
  });

  it('are told of: to the member what came of theirs, and before the month is over to who answers', async () => {
    const [asker, counsel] = [await m.person(), await m.person()];
    const its = await organisationOf(m);
    await expert(m, its, counsel, 'legal');
    const kinds = async (who: TestPersona) =>
      (await m.call<{ type: string }[]>(who, 'GET', '/api/v1/notifications')).map(({ type }) => type);
    const { id } = await file(asker, 'access', its);
    const now = m.app.clock.now().getTime();
    await tellOfRecords(m.app.deps, now);
    assert.deepEqual([await kinds(asker), await kinds(counsel)], [[], []]);
    for (let n = 0; n < 2; n++) await tellOfRecords(m.app.deps, now + 25 * 86_400_000);
    assert.deepEqual(await kinds(counsel), ['data_request_due']);
    await step(id, 'answered', 'Here it is.', 200, counsel, its);
    assert.deepEqual(await kinds(asker), ['data_request']);
    const untold = await m.app.deps.store.community
      .selectFrom('community.data_request_step')
      .selectAll()
      .where('told_at', 'is', null)
      .execute();
    assert.deepEqual(untold, []);
  });

  it('are overdue when their time is over, until they are answered', async () => {
    const { id } = await file(ann as TestPersona, 'erasure');
    const now = m.app.clock.now().getTime();
    m.app.clock.set(Date.parse('2026-04-02T00:00:00Z'));
    assert.equal((await theirs()).find((one) => one.id === id)?.overdue, true);
    await step(id, 'refused', 'The law asks us to keep it.');
    assert.equal((await theirs()).find((one) => one.id === id)?.overdue, false);
    m.app.clock.set(now);
  });

  it('are one at a time of a kind, also when two are filed at once, and can be withdrawn', async () => {
    const both = await Promise.all(
      [0, 1].map(() =>
        m.app.request('POST', OWN, {
          token: (ann as TestPersona).token,
          body: { organisation: orga, kind: 'objection', words: '' },
        }),
      ),
    );
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409]);
    const open = (await own(ann as TestPersona)).find(({ status }) => status === 'open');
    await m.call(ann as TestPersona, 'POST', `${OWN}/${open?.id}/withdraw`);
    await m.call(ann as TestPersona, 'POST', `${OWN}/${open?.id}/withdraw`, undefined, 409);
    await file(ann as TestPersona, 'objection');
  });

  it('are between the member and whom they asked alone', async () => {
    const { id } = await file(bob as TestPersona, 'portability');
    const other = await organisationOf(m);
    const rival = await m.person();
    await expert(m, other, rival, 'legal');
    assert.deepEqual(await theirs(rival, other), []);
    for (const who of [rival, ann, m.network.admin] as TestPersona[]) {
      await theirs(who, orga, 404);
      await step(id, 'taken', '', 404, who);
    }
    await step(id, 'taken', '', 404, rival, other);
    await m.call(ann as TestPersona, 'POST', `${OWN}/${id}/withdraw`, undefined, 404);
    assert.ok(!(await own(ann as TestPersona)).some((one) => one.id === id));
    assert.equal((await theirs()).find((one) => one.id === id)?.member.username, (bob as TestPersona).handle);
  });

  it('go to whoever runs the network too, who sees no organisation’s', async () => {
    const { id } = await file(bob as TestPersona, 'human-review', null);
    const seen = await theirs(m.network.admin, m.network.id);
    assert.deepEqual(
      seen.map((one) => one.id),
      [id],
    );
    await step(id, 'answered', 'A person looked at it.', 200, m.network.admin, m.network.id);
    await theirs(lea as TestPersona, m.network.id, 404);
    await file(bob as TestPersona, 'access', (ann as TestPersona).id, 404);
  });

  it('are forgotten with the member', async () => {
    const leaver = await m.person();
    const { id } = await file(leaver, 'access');
    await step(id, 'taken');
    const left = await m.app.request('DELETE', `${API}/personas/${leaver.id}`, {
      headers: sessionHeaders(leaver.cookie),
    });
    assert.ok(left.ok);
    assert.ok(!(await theirs()).some((one) => one.id === id));
    const { community } = m.app.deps.store;
    const steps = await community.selectFrom('community.data_request_step').selectAll().execute();
    assert.ok(!steps.some((one) => one.request_id === id));
  });
});

interface BreachJson {
  id: string;
  report_by: string;
  overdue: boolean;
  entries: { kind: string; words: string }[];
}

describe('the notebook of breaches', () => {
  let m: Members;
  let orga: string;
  let [sam, lea, ann, bob] = [] as unknown as TestPersona[];

  before(async () => {
    m = await members();
    [sam, lea, ann, bob] = [await m.person(), await m.person(), await m.person(), await m.person()];
    orga = await organisationOf(m);
    await seat(m, orga, sam as TestPersona, 'support');
    await expert(m, orga, lea as TestPersona, 'it');
    for (const who of [ann, bob] as TestPersona[]) {
      await m.call(who, 'PUT', `${API}/contact-rules/support`, { anybody: 'yes' });
    }
  });

  const reach = (who: TestPersona) =>
    m.call(sam as TestPersona, 'POST', `/api/organisations/v1/${orga}/contacts`, {
      persona: who.id,
      function: 'support',
    });
  const path = () => `${RECORDS}/${orga}/breaches`;
  const now = () => new Date(m.app.clock.now()).toISOString();
  const open = (more: object = {}, status = 201) =>
    m.call<BreachJson>(
      lea as TestPersona,
      'POST',
      path(),
      {
        title: 'A lost laptop',
        from: '2026-03-01T00:00:00Z',
        until: '2026-03-01T12:00:00Z',
        known_at: now(),
        ...more,
      },
      status,
    );
  const enter = (id: string, kind: string, words = 'As it is.', status = 200, who = lea as TestPersona) =>
    m.call<BreachJson>(
      who,
      'POST',
      `${path()}/${id}/entries`,
      { kind, words, ...(kind === 'told' ? { advice: 'Change your password.' } : {}) },
      status,
    );
  const notices = (who: TestPersona) =>
    m.call<{ words: string; organisation: { id: string } }[]>(who, 'GET', `${API}/breach-notices`);

  it('has the system tell those whose data was used then, and the organisation no list', async () => {
    await reach(ann as TestPersona);
    const { id } = await open();
    const elsewhere = await open({ functions: ['sales'] });
    m.app.clock.advance(86_400_000);
    await reach(bob as TestPersona);
    await enter(elsewhere.id, 'told', 'Of sales.');
    const told = await enter(id, 'told', 'A laptop was lost; change nothing, we locked it.');
    assert.deepEqual(
      (await notices(ann as TestPersona)).map(({ words, organisation }) => [words, organisation.id]),
      [['A laptop was lost; change nothing, we locked it.', orga]],
    );
    assert.deepEqual(await notices(bob as TestPersona), []);
    const kinds = async (who: TestPersona) =>
      (await m.call<{ type: string }[]>(who, 'GET', '/api/v1/notifications')).map(({ type }) => type);
    assert.deepEqual(await kinds(ann as TestPersona), ['data_breach']);
    assert.deepEqual(await kinds(bob as TestPersona), []);
    const all = JSON.stringify([told, await m.call(lea as TestPersona, 'GET', path())]);
    assert.ok(!all.includes((ann as TestPersona).id));
  });

  it('says about how many, with noise, out of the budget, and the same to who asks again', async () => {
    const { id } = await open();
    const count = () =>
      m.call<{ count: number | null; asked_at: string }>(lea as TestPersona, 'POST', `${path()}/${id}/count`);
    const first = await count();
    assert.deepEqual(await count(), first);
    const { epsilon_spent: spent } = await m.call<{ epsilon_spent: string }>(
      lea as TestPersona,
      'GET',
      `/api/insight/v1/budget?organisation=${orga}`,
    );
    assert.equal(spent, '0.099996');
  });

  it('runs for 72 hours, is only added to, and closes', async () => {
    const { id, report_by } = await open();
    // What is known was known when it was asked for, a second before.
    assert.equal(Date.parse(report_by) - m.app.clock.now().getTime(), 72 * 3_600_000 - 1000);
    m.app.clock.advance(73 * 3_600_000);
    const isOverdue = async () =>
      (await m.call<BreachJson[]>(lea as TestPersona, 'GET', path())).find((one) => one.id === id)?.overdue;
    assert.equal(await isOverdue(), true);
    await enter(id, 'reported', 'To the authority.');
    assert.equal(await isOverdue(), false);
    const closed = await enter(id, 'closed', 'Done.');
    assert.deepEqual(
      closed.entries.map(({ kind }) => kind),
      ['reported', 'closed'],
    );
    await enter(id, 'note', 'And another thing.', 409);
  });

  it('refuses what can’t be, and is absent to others', async () => {
    await open({ until: '2026-02-01T00:00:00Z' }, 422);
    await open({ known_at: '2036-02-01T00:00:00Z' }, 422);
    await open({ title: ' ' }, 422);
    const { id } = await open();
    for (const who of [sam, ann, m.network.admin] as TestPersona[]) {
      await m.call(who, 'GET', path(), undefined, 404);
      await enter(id, 'note', 'Mine.', 404, who);
      await m.call(who, 'POST', `${path()}/${id}/count`, undefined, 404);
    }
  });
});
