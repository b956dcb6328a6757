import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { REQUESTS_A_DAY } from '../../src/community/conversations/request-budget.ts';
import { answerOf, connect, type TestPersona } from '../support/people.ts';
import { BASE, type ConversationJson, type MessageJson, makeTalkers, type Talkers } from './talkers.ts';

const DAY_MS = 24 * 3600_000;

describe('sending, asking and listing', () => {
  let t: Talkers;
  before(async () => {
    t = await makeTalkers();
  });

  const send = (who: TestPersona, path: string, body: object, key?: string) => {
    t.app.clock.advance(1000);
    return t.app.request('POST', path, {
      token: who.token,
      body,
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  };
  const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.person()));
  const settle = (who: TestPersona, settings: object) => t.call(who, 'PUT', `${BASE}/settings`, settings);

  it('sends once for a key, also in parallel, and the same words again under another', async () => {
    const [ann, ben] = [await t.person(), await t.person()];
    await connect(t.app, ann, ben);
    const { id } = await t.write(ann, [ben], 'First');
    const path = `${BASE}/${id}/messages`;
    const answers = await Promise.all([1, 2, 3].map(() => send(ann, path, { text: 'Once' }, 'key')));
    const sent = await Promise.all(answers.map((one) => answerOf(one, 201) as Promise<MessageJson>));
    assert.equal(new Set(sent.map((one) => one.id)).size, 1);
    await answerOf(await send(ann, path, { text: 'Once' }, 'other'), 201);
    await answerOf(await send(ben, path, { text: 'Mine' }, 'key'), 201);
    await answerOf(await send(ann, path, { text: 'Long' }, 'k'.repeat(201)), 422);
    assert.deepEqual(await t.heard(ben, id), ['First', 'Once', 'Once', 'Mine']);
    const other = await t.write(ann, [ben], 'Elsewhere', 'Two of us');
    await answerOf(await send(ann, `${BASE}/${other.id}/messages`, { text: 'There' }, 'key'), 201);
    assert.deepEqual(await t.heard(ann, other.id), ['Elsewhere', 'There']);
  });

  it('begins once for a key, be it with one, several, or an organisation', async () => {
    const [ann, ben, cleo] = [await t.person(), await t.person(), await t.person()];
    const orga = await t.call<{ id: string }>(
      t.network.admin,
      'POST',
      '/api/privacy/v1/organisations',
      { handle: 'orga', display_name: 'Orga' },
      201,
    );
    const bodies = [
      { with: [ben.id], text: 'You?' },
      { with: [ben.id, cleo.id], title: 'We', text: 'You all?' },
      { organisation: orga.id, function: 'support', text: 'It broke' },
    ];
    for (const [n, body] of bodies.entries()) {
      const answers = await Promise.all([1, 2].map(() => send(ann, BASE, body, `begin ${n}`)));
      const begun = await Promise.all(answers.map((one) => answerOf(one, 201) as Promise<ConversationJson>));
      assert.equal(begun[0]?.id, begun[1]?.id);
    }
    assert.equal((await t.folder(ann)).length, 3);
    assert.equal((await t.folder(ben, 'requests')).length, 2);
  });

  it('lets a persona ask so many strangers a day, whatever becomes of it', async () => {
    const [ann, friend] = [await t.person(), await t.person()];
    await connect(t.app, ann, friend);
    const strangers = await people(REQUESTS_A_DAY + 3);
    const [quiet, refuser, last, more] = strangers as [TestPersona, TestPersona, TestPersona, TestPersona];
    await settle(quiet, { requests: false });
    const asked = await t.write(ann, [refuser], 'Hello');
    await t.call(refuser, 'POST', `${BASE}/${asked.id}/answer`, { answer: 'refuse' });
    await t.write(ann, [quiet], 'Hello');
    await t.write(ann, strangers.slice(4, REQUESTS_A_DAY + 1), 'All of you', 'Several');
    await t.write(ann, [friend], 'Friends are no strangers');
    await t.write(ann, [last], 'The last');
    const refused = await send(ann, BASE, { with: [more.id], text: 'One more' });
    const says = JSON.stringify(await answerOf(refused, 429));
    assert.match(says, /than you can ask in a day, 20/);
    assert.equal(Number(refused.headers.get('retry-after')), DAY_MS / REQUESTS_A_DAY / 1000);
    // Nothing tells of the one who is asked: the same for who takes none, and somebody absent is absent.
    const [again] = strangers.slice(-1) as [TestPersona];
    await settle(again, { requests: false });
    assert.equal(
      JSON.stringify(await answerOf(await send(ann, BASE, { with: [again.id], text: 'Hi' }), 429)),
      says,
    );
    const nobody = { with: ['00000000-0000-7000-8000-000000000000'], text: 'Hi' };
    await answerOf(await send(ann, BASE, nobody), 404);
    const group = (await t.folder(ann)).find(({ title }) => title === 'Several');
    await t.call(ann, 'POST', `${BASE}/${group?.id}/people`, { personas: [friend.id] });
    await t.call(ann, 'POST', `${BASE}/${group?.id}/people`, { personas: [more.id] }, 429);
    t.app.clock.advance(DAY_MS / REQUESTS_A_DAY);
    await t.write(ann, [more], 'A little later');
  });

  it('lists by the last message that is seen, page by page, however many aren’t', async () => {
    const [ann, ben, cleo] = [await t.person(), await t.person(), await t.person()];
    await connect(t.app, ann, ben);
    await connect(t.app, ann, cleo);
    await connect(t.app, ben, cleo);
    const talks: ConversationJson[] = [];
    for (let n = 0; n < 7; n++) talks.push(await t.write(ann, [ben], `Group ${n}`, `Group ${n}`));
    const shared = await t.write(ann, [ben, cleo], 'To both', 'Shared');
    for (const who of [ben, cleo]) {
      await t.call(who, 'POST', `${BASE}/${shared.id}/answer`, { answer: 'accept' });
    }
    for (const { id } of talks) await t.call(ben, 'POST', `${BASE}/${id}/answer`, { answer: 'accept' });
    await t.say(ben, talks[2]?.id ?? '', 'The newest');
    for (let n = 0; n < 25; n++) await t.say(cleo, shared.id, `Cleo says ${n}`);
    const titles = async (query: string) =>
      (await t.call<ConversationJson[]>(ben, 'GET', `${BASE}?${query}`)).map(({ title }) => title);
    assert.equal((await titles('limit=1'))[0], 'Shared');
    await t.call(ben, 'POST', `/api/v1/accounts/${cleo.id}/block`);
    const whole = await titles('limit=40');
    assert.equal(whole.length, 8);
    assert.equal(whole[0], 'Group 2');
    assert.equal(whole.at(-1), 'Shared', 'what cleo said moves nothing');
    const paged: string[] = [];
    let last = '';
    for (;;) {
      const page = await t.call<ConversationJson[]>(ben, 'GET', `${BASE}?limit=3${last}`);
      if (page.length === 0) break;
      paged.push(...page.map(({ title }) => title));
      last = `&max_id=${page.at(-1)?.last_message?.id}`;
    }
    assert.deepEqual(paged, whole);
    const first = (await t.call<ConversationJson[]>(ben, 'GET', `${BASE}?limit=40`)).at(-1);
    const above = await titles(`limit=2&min_id=${first?.last_message?.id}`);
    assert.deepEqual(above, whole.slice(-3, -1));
  });
});
