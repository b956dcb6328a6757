import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { tellOfRecords } from '../../src/community/notifications/tell-of-records.ts';
import { mailDeadlines } from '../../src/community/vault/mail-deadlines.ts';
import { type Houses, makeHouses, type SeatJson } from '../organisations/houses.ts';
import { answerOf, makeAccount, makePersona, sessionHeaders, type TestPersona } from '../support/people.ts';

const PRIVACY = '/api/privacy/v1';
const ORGANISATIONS = '/api/organisations/v1';
const DAY = 86_400_000;
const HOUR = 3_600_000;

interface RequestJson {
  id: string;
  steps: { kind: string }[];
  assigned?: { id: string; name: string; number: number } | null;
}

/** What is to be done by a time: with whom it is, and how they are reminded of it. */
describe('deadlines', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let [lea, max, ann] = [] as unknown as TestPersona[];
  let [ofLea, ofMax] = [] as unknown as SeatJson[];

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    ann = await h.person();
    lea = await confirmed('lea');
    max = await h.person();
    ofLea = await h.seat(keeper, orga, lea, 'legal', 'discipline');
    ofMax = await h.seat(keeper, orga, max, 'compliance', 'discipline');
  });

  /** Somebody whose address is confirmed, so that they are mailed. */
  async function confirmed(handle: string): Promise<TestPersona> {
    const cookie = await makeAccount(h.app, `${handle}@example.org`);
    const session = { headers: sessionHeaders(cookie) };
    await h.app.request('POST', `${PRIVACY}/session/email-code`, session);
    const code = /Your code is (\S+)/.exec(h.app.mails.at(-1)?.text ?? '')?.[1];
    const body = { ...session, body: { code } };
    await answerOf(await h.app.request('POST', `${PRIVACY}/session/email-confirmation`, body), 200);
    return makePersona(h.app, h.network, handle, { cookie });
  }

  const requests = () => `${ORGANISATIONS}/records/${orga}/requests`;
  const file = (kind = 'access', organisation: string | null = orga) =>
    h.call<RequestJson>(ann as TestPersona, 'POST', `${PRIVACY}/data-requests`, { organisation, kind }, 201);
  const assign = (id: string, seat: string | null, status = 200, who = lea as TestPersona) =>
    h.call<RequestJson>(who, 'PUT', `${requests()}/${id}/assigned`, { seat }, status);
  const step = (id: string, kind: string, words: string, status = 200) =>
    h.call<RequestJson>(lea as TestPersona, 'POST', `${requests()}/${id}/steps`, { kind, words }, status);
  const theirs = async (id: string) =>
    (await h.call<RequestJson[]>(lea as TestPersona, 'GET', requests())).find((one) => one.id === id);
  /** How often somebody was reminded since they last looked; what was looked at is cleared. */
  const reminded = async (who: TestPersona, kind: string): Promise<number> => {
    const all = await h.call<{ type: string }[]>(who, 'GET', `/api/v1/notifications?types[]=${kind}`);
    await h.call(who, 'POST', '/api/v1/notifications/clear');
    return all.length;
  };
  const at = (instant: number) => tellOfRecords(h.app.deps, instant);
  const now = () => h.app.clock.now().getTime();
  const mails = () => h.app.mails.filter(({ subject }) => subject.startsWith('Something is to be done'));

  it('of requests are with a seat, until it ends; the member learns that it was taken on', async () => {
    const { id } = await file();
    assert.equal((await theirs(id))?.assigned, null);
    const { assigned } = await assign(id, (ofMax as SeatJson).id);
    assert.deepEqual(assigned, { id: ofMax?.id, name: 'compliance', number: ofMax?.number });
    await assign(id, (ofLea as SeatJson).id);
    assert.equal((await theirs(id))?.assigned?.id, ofLea?.id);
    const [mine] = await h.call<RequestJson[]>(ann as TestPersona, 'GET', `${PRIVACY}/data-requests`);
    assert.deepEqual(
      mine?.steps.map(({ kind }) => kind),
      ['taken'],
    );
    assert.ok(!JSON.stringify(mine).includes((ofLea as SeatJson).id) && mine?.assigned === undefined);
    assert.equal((await assign(id, null)).assigned, null);
    const third = await h.person();
    const passing = await h.seat(keeper, orga, third, 'legal', 'discipline');
    await assign(id, passing.id);
    await h.call(keeper, 'DELETE', `${ORGANISATIONS}/${orga}/seats/${passing.id}`, undefined, 204);
    assert.equal((await theirs(id))?.assigned, null, 'its seat has ended');
    await assign(id, passing.id, 422);
    await step(id, 'answered', 'Here it is.');
    await assign(id, (ofLea as SeatJson).id, 409);
  });

  it('of requests can’t be given to just any seat, or by just anybody', async () => {
    const { id } = await file('erasure');
    const worker = await h.person();
    const finance = await h.seat(keeper, orga, worker, 'finance', 'discipline');
    const support = await h.seat(keeper, orga, worker, 'support');
    const other = await h.kept('other');
    const foreign = await h.seat(other.keeper, other.id, worker, 'legal', 'discipline');
    for (const wrong of [finance.id, support.id, foreign.id, (ann as TestPersona).id])
      await assign(id, wrong, 422);
    await h.call(lea as TestPersona, 'PUT', `${requests()}/${id}/assigned`, {}, 422);
    for (const who of [ann, worker, keeper, h.network.admin] as TestPersona[]) {
      await assign(id, (ofLea as SeatJson).id, 404, who);
    }
    const elsewhere = `${ORGANISATIONS}/records/${other.id}/requests/${id}/assigned`;
    await h.call(worker, 'PUT', elsewhere, { seat: foreign.id }, 404);
    const { id: toHost } = await file('access', null);
    const hosts = `${ORGANISATIONS}/records/${h.network.id}/requests/${toHost}/assigned`;
    await h.call(h.network.admin, 'PUT', hosts, { seat: ofLea?.id }, 422);
    await h.call(h.network.admin, 'PUT', hosts, { seat: null });
    await step(id, 'refused', 'The law asks us to keep it.');
  });

  it('of requests are reminded of a week before, and on the last day, whom they are with', async () => {
    const { id } = await file('portability');
    const due = Date.parse('2026-04-01T00:00:00Z') + (now() % DAY);
    for (const who of [lea, max] as TestPersona[]) await reminded(who, 'data_request_due');
    await at(due - 8 * DAY);
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 0);
    for (let n = 0; n < 2; n++) await at(due - 7 * DAY);
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 1);
    assert.equal(await reminded(max as TestPersona, 'data_request_due'), 1, 'nobody’s in particular');
    await assign(id, (ofLea as SeatJson).id);
    await at(due - 2 * DAY);
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 0);
    await at(due - DAY);
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 1);
    assert.equal(await reminded(max as TestPersona, 'data_request_due'), 0, 'it is with another seat');
    await step(id, 'extended', 'There is much of it.');
    await at(due + DAY);
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 0);
    await at(Date.parse('2026-05-26T00:00:00Z'));
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 1, 'of one put off as well');
    await step(id, 'answered', 'Here it is.');
    await at(Date.parse('2026-05-31T12:00:00Z'));
    assert.equal(await reminded(lea as TestPersona, 'data_request_due'), 0);
  });

  it('of requests can’t be put off when the month is over', async () => {
    const { id } = await file('objection');
    const before = now();
    h.app.clock.set(Date.parse('2026-04-03T00:00:00Z'));
    await step(id, 'extended', 'Too late.', 409);
    await step(id, 'answered', 'Here it is.');
    h.app.clock.set(before);
  });

  it('of breaches are reminded of at once, a day before, and when they are over, until the authority is told', async () => {
    const risk = await h.person();
    await h.seat(keeper, orga, risk, 'risk', 'discipline');
    const breach = {
      title: 'The zebra laptop',
      from: '2026-03-01T00:00:00Z',
      until: '2026-03-02T00:00:00Z',
      known_at: new Date(now()).toISOString(),
    };
    const path = `${ORGANISATIONS}/records/${orga}/breaches`;
    const { id } = await h.call<{ id: string }>(lea as TestPersona, 'POST', path, breach, 201);
    const known = Date.parse(breach.known_at);
    const count = () => reminded(risk, 'data_breach_due');
    assert.equal(await count(), 1);
    await at(known + 47 * HOUR);
    assert.equal(await count(), 0);
    await at(known + 48 * HOUR);
    assert.equal(await count(), 1);
    await at(known + 72 * HOUR);
    assert.equal(await count(), 1);
    await at(known + 100 * HOUR);
    assert.equal(await count(), 0);
    assert.equal(await reminded(ann as TestPersona, 'data_breach_due'), 0);
    const second = await h.call<{ id: string }>(lea as TestPersona, 'POST', path, breach, 201);
    await count();
    for (const one of [id, second.id]) {
      const reported = { kind: 'reported', words: 'To the authority.' };
      await h.call(lea as TestPersona, 'POST', `${path}/${one}/entries`, reported);
    }
    await at(known + 48 * HOUR);
    assert.equal(await count(), 0);
  });

  it('of processing remind who owns it, or the experts in risk where nobody does', async () => {
    const owner = await h.person();
    const seat = await h.seat(keeper, orga, owner, 'support');
    const declared = {
      title: 'Helping customers',
      purpose: 'support',
      functions: ['support'],
      owner: seat.id,
      review_in_days: 30,
    };
    const risks = `${ORGANISATIONS}/${orga}/risks`;
    const { id } = await h.call<{ id: string }>(lea as TestPersona, 'POST', risks, declared, 201);
    const due = now() + 30 * DAY;
    await at(due - 15 * DAY);
    assert.equal(await reminded(owner, 'review_due'), 0);
    await at(due - 14 * DAY);
    await at(due - 13 * DAY);
    assert.equal(await reminded(owner, 'review_due'), 1);
    assert.equal(await reminded(max as TestPersona, 'review_due'), 0);
    await h.call(keeper, 'DELETE', `${ORGANISATIONS}/${orga}/seats/${seat.id}`, undefined, 204);
    await at(due);
    assert.equal(await reminded(owner, 'review_due'), 0);
    assert.equal(await reminded(max as TestPersona, 'review_due'), 1);
    const start = now();
    h.app.clock.set(due);
    await h.call(lea as TestPersona, 'PUT', `${risks}/${id}`, { ...declared, owner: (ofMax as SeatJson).id });
    h.app.clock.set(start);
    await at(due + DAY);
    assert.equal(await reminded(max as TestPersona, 'review_due'), 0, 'it was looked at');
    await at(due + 17 * DAY);
    assert.equal(await reminded(max as TestPersona, 'review_due'), 1, 'and is due again');
  });

  it('are mailed once a day at most, saying nothing of what, to who wants to be', async () => {
    const { store } = h.app.deps;
    await store.community.deleteFrom('community.deadline_notice').execute();
    const before = mails().length;
    const start = now() + 400 * DAY;
    const note = (who: TestPersona, instant: number) =>
      store.community
        .insertInto('community.deadline_notice')
        .values({
          network_id: h.network.id as never,
          owner_id: who.id as never,
          noted_at: new Date(instant).toISOString(),
        })
        .execute();
    const left = async () =>
      (await store.community.selectFrom('community.deadline_notice').select('owner_id').execute()).length;
    for (const who of [lea, max] as TestPersona[]) await note(who, start);
    await mailDeadlines(h.app.deps, start);
    const sent = mails().slice(before);
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['lea@example.org'],
      'the other’s address isn’t confirmed',
    );
    assert.equal(await left(), 0);
    for (const word of ['zebra', 'orga', 'lea', 'breach', 'request', 'legal']) {
      const { subject, text } = sent[0] ?? { subject: '', text: '' };
      assert.ok(!`${subject} ${text}`.toLowerCase().includes(word), word);
    }
    await note(lea as TestPersona, start + HOUR);
    await mailDeadlines(h.app.deps, start + 2 * HOUR);
    assert.deepEqual([mails().length, await left()], [before + 1, 1], 'later');
    const away = async () => {
      throw new Error('the mail server is away');
    };
    await mailDeadlines({ ...h.app.deps, mailer: { send: away } }, start + DAY);
    assert.deepEqual([mails().length, await left()], [before + 1, 1], 'again later');
    await mailDeadlines(h.app.deps, start + DAY);
    assert.deepEqual([mails().length, await left()], [before + 2, 0]);
    const session = { headers: sessionHeaders((lea as TestPersona).cookie) };
    await answerOf(
      await h.app.request('PUT', `${PRIVACY}/session/check-up-mail`, { ...session, body: { wanted: false } }),
      200,
    );
    await note(lea as TestPersona, start + 3 * DAY);
    await mailDeadlines(h.app.deps, start + 3 * DAY);
    assert.deepEqual([mails().length, await left()], [before + 2, 0], 'turned off');
  });
});
