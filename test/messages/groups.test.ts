import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { connect, type TestPersona } from '../support/people.ts';
import { BASE, type ConversationJson, makeTalkers, type Talkers } from './talkers.ts';

describe('conversations of several', () => {
  let t: Talkers;
  let ann: TestPersona;
  let ben: TestPersona;
  let cleo: TestPersona;
  let dan: TestPersona;

  before(async () => {
    t = await makeTalkers();
    [ann, ben, cleo, dan] = [await t.person(), await t.person(), await t.person(), await t.person()];
    await connect(t.app, ann, ben);
  });
  const answer = (who: TestPersona, id: string, said: string) =>
    t.call(who, 'POST', `${BASE}/${id}/answer`, { answer: said });
  const show = (who: TestPersona, id: string) => t.call<ConversationJson>(who, 'GET', `${BASE}/${id}`);
  const states = ({ participants }: ConversationJson) =>
    Object.fromEntries(participants.map(({ account, state }) => [account.id, state]));

  it('ask everybody, who reads from the beginning', async () => {
    const { id } = await t.write(ann, [ben, cleo], 'Lunch?', 'Lunch');
    assert.deepEqual(await t.folder(ben), []);
    assert.partialDeepStrictEqual(await t.folder(ben, 'requests'), [{ id, title: 'Lunch', role: 'asked' }]);
    assert.deepEqual(await t.heard(ben, id), ['Lunch?']);
    await t.say(ann, id, 'At noon');
    await answer(ben, id, 'accept');
    assert.deepEqual(await t.heard(ben, id), ['Lunch?', 'At noon', '(joined)']);
    assert.deepEqual(states(await show(ben, id)), {
      [ann.id]: 'member',
      [ben.id]: 'member',
      [cleo.id]: 'asked',
    });
    const before = await show(ann, id);
    await answer(cleo, id, 'refuse');
    assert.deepEqual(await show(ann, id), before);
    await t.call(cleo, 'GET', `${BASE}/${id}`, undefined, 404);
  });

  it('let those who come later read what is said from then on', async () => {
    const fay = await t.person();
    const { id } = await t.write(ann, [ben, fay], 'canary-early', 'Trip');
    await answer(ben, id, 'accept');
    await t.call(dan, 'POST', `${BASE}/${id}/people`, { personas: [dan.id] }, 404);
    await t.call(fay, 'POST', `${BASE}/${id}/people`, { personas: [dan.id] }, 404);
    await t.call(ben, 'POST', `${BASE}/${id}/people`, { personas: [dan.id, fay.id] });
    assert.deepEqual(await t.heard(dan, id), ['(asked)']);
    await t.say(ann, id, 'Welcome');
    await answer(dan, id, 'accept');
    await t.say(dan, id, 'Thanks');
    assert.deepEqual(await t.heard(dan, id), ['(asked)', 'Welcome', '(joined)', 'Thanks']);
    const all = ['canary-early', '(joined)', '(asked)', 'Welcome', '(joined)', 'Thanks'];
    assert.deepEqual(await t.heard(ann, id), all);
    assert.deepEqual(await t.heard(fay, id), all);
    await t.call(dan, 'POST', `${BASE}/${id}/leave`);
    await t.say(ann, id, 'Gone');
    await t.call(dan, 'GET', `${BASE}/${id}/messages`, undefined, 404);
    assert.deepEqual((await t.heard(ben, id)).slice(-2), ['(left)', 'Gone']);
    // Back again, they are told nothing of the time between.
    await t.call(ben, 'POST', `${BASE}/${id}/people`, { personas: [dan.id] });
    assert.ok(!(await t.heard(dan, id)).includes('Gone'));
    assert.ok(!(await t.heard(dan, id)).includes('Welcome'));
  });

  it('count who was asked and is not shown before they answer', async () => {
    const hidden = await t.person({ presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } } });
    await t.call(hidden, 'PUT', '/api/privacy/v1/presence', { see: { kind: 'persona', persona: ann.id } });
    const { id } = await t.write(ann, [ben, hidden], 'Three of us', 'Three');
    assert.deepEqual(states(await show(ben, id)), { [ann.id]: 'member', [ben.id]: 'asked' });
    assert.equal((await show(ben, id)).unnamed, 1);
    assert.equal(states(await show(ann, id))[hidden.id], 'asked');
    const before = await show(ben, id);
    await answer(hidden, id, 'refuse');
    assert.deepEqual(await show(ben, id), before);
    const other = await t.write(ann, [ben, hidden], 'Again', 'Again');
    assert.deepEqual(await t.folder(hidden, 'requests'), []);
    assert.equal((await show(ben, other.id)).unnamed, 1);
  });

  it('keep two apart who blocked each other, and only those', async () => {
    const [eve, fay, gil] = [await t.person(), await t.person(), await t.person()];
    const { id } = await t.write(eve, [fay, gil], 'All three', 'Apart');
    await answer(fay, id, 'accept');
    await answer(gil, id, 'accept');
    await t.say(fay, id, 'canary-fay');
    await t.call(gil, 'POST', `/api/v1/accounts/${fay.id}/block`);
    await t.say(fay, id, 'canary-later');
    await t.say(gil, id, 'canary-gil');
    assert.ok(!(await t.heard(gil, id)).join().includes('canary-fay'));
    assert.ok(!(await t.heard(gil, id)).includes('canary-later'));
    assert.ok(!(await t.heard(fay, id)).includes('canary-gil'));
    assert.deepEqual((await t.heard(eve, id)).slice(-3), ['canary-fay', 'canary-later', 'canary-gil']);
    assert.equal(states(await show(gil, id))[fay.id], undefined);
    // What the other says moves nothing, either.
    const order = await t.folder(gil);
    await t.say(fay, id, 'canary-last');
    assert.deepEqual(await t.folder(gil), order);
  });

  it('have a title that all in it may give', async () => {
    const gil = await t.person();
    const { id } = await t.write(ann, [ben, gil], 'No name yet');
    await t.call(ben, 'PATCH', `${BASE}/${id}`, { title: 'Mine' }, 404);
    await answer(ben, id, 'accept');
    await t.call(ben, 'PATCH', `${BASE}/${id}`, { title: 'Ours' });
    assert.equal((await show(gil, id)).title, 'Ours');
    assert.equal((await t.heard(ann, id)).at(-1), '(titled)');
  });
});
