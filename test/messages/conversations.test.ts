import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { connect, type TestPersona } from '../support/people.ts';
import { BASE, type ConversationJson, type MessageJson, makeTalkers, type Talkers } from './talkers.ts';

describe('conversations of two', () => {
  let t: Talkers;
  before(async () => {
    t = await makeTalkers();
  });
  const two = async (): Promise<[TestPersona, TestPersona]> => [await t.person(), await t.person()];
  const friends = async (): Promise<[TestPersona, TestPersona]> => {
    const [ann, ben] = await two();
    await connect(t.app, ann, ben);
    return [ann, ben];
  };

  it('are begun at once by connections, and go on in one place', async () => {
    const [ann, ben] = await friends();
    const begun = await t.write(ann, [ben], 'Hello Ben');
    assert.deepEqual([begun.kind, begun.role, begun.unread], ['direct', 'member', false]);
    const [inbox] = await t.folder(ben);
    assert.partialDeepStrictEqual(inbox, { id: begun.id, unread: true, last_message: { text: 'Hello Ben' } });
    const again = await t.write(ben, [ann], 'Hello Ann');
    assert.equal(again.id, begun.id);
    assert.deepEqual(await t.heard(ann, begun.id), ['Hello Ben', 'Hello Ann']);
    assert.deepEqual(
      (await t.folder(ann)).map(({ unread }) => unread),
      [true],
    );
    assert.deepEqual(await t.folder(ben, 'requests'), []);
  });

  it('are asked for by others, and a no is silence', async () => {
    const [ann, ben] = await two();
    const asked = await t.write(ann, [ben], 'May I?');
    const view = () => t.call(ann, 'GET', `${BASE}/${asked.id}`);
    const before = await view();
    assert.deepEqual(await t.folder(ben), []);
    assert.partialDeepStrictEqual(await t.folder(ben, 'requests'), [
      { id: asked.id, role: 'asked', asked_by: { id: ann.id }, last_message: { text: 'May I?' } },
    ]);
    await t.call(ann, 'POST', `${BASE}/${asked.id}/messages`, { text: 'Please' }, 409);
    await t.call(ben, 'POST', `${BASE}/${asked.id}/messages`, { text: 'Hm' }, 409);
    await t.call(ben, 'POST', `${BASE}/${asked.id}/answer`, { answer: 'refuse' });
    assert.deepEqual(await view(), before);
    assert.deepEqual(await t.folder(ben, 'requests'), []);
    await t.call(ben, 'GET', `${BASE}/${asked.id}/messages`, undefined, 404);
    await t.call(ann, 'POST', `${BASE}/${asked.id}/messages`, { text: 'Please' }, 409);
    // Asking anew reaches nobody, and looks the same.
    await t.call(ann, 'POST', `${BASE}/${asked.id}/leave`);
    const anew = await t.write(ann, [ben], 'Once more?');
    assert.deepEqual(anew.participants.map(({ state }) => state).toSorted(), ['asked', 'member']);
    assert.deepEqual(await t.folder(ben, 'requests'), []);
    await t.call(ben, 'GET', `${BASE}/${anew.id}`, undefined, 404);
    // Whoever said no may think better of it.
    const back = await t.write(ben, [ann], 'Well then');
    assert.equal(back.id, anew.id);
    assert.deepEqual(await t.heard(ann, anew.id), ['Once more?', 'Well then']);
  });

  it('go on once the request is accepted, or the other lets one write', async () => {
    const [ann, ben] = await two();
    const asked = await t.write(ann, [ben], 'May I?');
    await t.call(ben, 'POST', `${BASE}/${asked.id}/answer`, { answer: 'accept' });
    await t.say(ann, asked.id, 'Thank you');
    assert.deepEqual(await t.heard(ben, asked.id), ['May I?', '(joined)', 'Thank you']);
    const [cleo, dan] = await two();
    const waits = await t.write(cleo, [dan], 'May I?');
    await t.call(dan, 'PUT', '/api/privacy/v1/presence', { contact: { kind: 'network' } });
    await t.say(cleo, waits.id, 'You let me');
    assert.deepEqual(
      (await t.folder(dan)).map(({ id }) => id),
      [waits.id],
    );
  });

  it('reach nobody who takes no requests, and look the same', async () => {
    const [ann, ben] = await two();
    const settings = `${BASE}/settings`;
    assert.deepEqual(await t.call(ben, 'GET', settings), { requests: true, receipts: false });
    await t.call(ben, 'PUT', settings, { requests: false });
    const asked = await t.write(ann, [ben], 'May I?');
    assert.deepEqual(asked.participants.map(({ state }) => state).toSorted(), ['asked', 'member']);
    assert.deepEqual(await t.folder(ben, 'requests'), []);
    await t.call(ben, 'GET', `${BASE}/${asked.id}`, undefined, 404);
  });

  it('are not to be had with whom one does not see', async () => {
    const ann = await t.person();
    const ben = await t.person({ presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } } });
    await t.call(ann, 'POST', BASE, { with: [ben.id], text: 'Hello?' }, 404);
    await t.call(ann, 'POST', BASE, { with: [ben.id, t.network.admin.id], text: 'Hello?' }, 404);
    await t.call(ann, 'POST', BASE, { with: [ann.id], text: 'Me?' }, 422);
    await t.call(ann, 'POST', BASE, { with: [], text: 'Nobody?' }, 422);
  });

  it('end by a block, both ways and for good', async () => {
    const [ann, ben] = await friends();
    const { id } = await t.write(ann, [ben], 'Hello');
    await t.call(ben, 'POST', `/api/v1/accounts/${ann.id}/block`);
    for (const who of [ann, ben]) {
      await t.call(who, 'GET', `${BASE}/${id}/messages`, undefined, 404);
      await t.call(who, 'POST', `${BASE}/${id}/messages`, { text: 'Still?' }, 404);
      assert.deepEqual(await t.folder(who), []);
    }
    await t.call(ann, 'POST', BASE, { with: [ben.id], text: 'Let me explain' }, 404);
    await t.call(ben, 'POST', `/api/v1/accounts/${ann.id}/unblock`);
    await t.call(ben, 'GET', `${BASE}/${id}/messages`, undefined, 404);
    assert.notEqual((await t.write(ann, [ben], 'Hello again')).id, id);
  });

  it('are left, and what was said stays with the other', async () => {
    const [ann, ben] = await friends();
    const { id } = await t.write(ann, [ben], 'Hello');
    await t.call(ann, 'POST', `${BASE}/${id}/leave`);
    await t.call(ann, 'GET', `${BASE}/${id}`, undefined, 404);
    assert.deepEqual(await t.heard(ben, id), ['Hello', '(left)']);
    await t.call(ben, 'POST', `${BASE}/${id}/messages`, { text: 'Oh' }, 409);
    assert.notEqual((await t.write(ben, [ann], 'Why?')).id, id);
  });

  it('take words back: for oneself always, for all within a day', async () => {
    const [ann, ben] = await friends();
    const { id } = await t.write(ann, [ben], 'First');
    const remove = (who: TestPersona, message: string, whom: string, status = 200) =>
      t.call(who, 'DELETE', `${BASE}/${id}/messages/${message}?for=${whom}`, undefined, status);
    const second = await t.say(ann, id, 'canary-second');
    const third = await t.say(ann, id, 'Third');
    await remove(ben, third.id, 'me');
    assert.deepEqual(await t.heard(ben, id), ['First', 'canary-second']);
    assert.deepEqual(await t.heard(ann, id), ['First', 'canary-second', 'Third']);
    await remove(ben, second.id, 'all', 403);
    await remove(ann, second.id, 'all');
    for (const who of [ann, ben]) assert.equal((await t.heard(who, id))[1], '(deleted)');
    const rows = await t.app.deps.store.community.selectFrom('community.message').select('text').execute();
    assert.ok(!rows.some(({ text }) => text.includes('canary-second')));
    t.app.clock.advance(24 * 3600_000);
    await remove(ann, third.id, 'all', 409);
    await remove(ann, third.id, 'me');
    assert.deepEqual(await t.heard(ann, id), ['First', '(deleted)']);
    await t.call(ann, 'POST', `${BASE}/${id}/clear`, { up_to: second.id });
    assert.deepEqual([await t.heard(ann, id), await t.folder(ann)], [[], []]);
    await t.say(ben, id, 'Anybody?');
    assert.deepEqual(await t.heard(ann, id), ['Anybody?']);
    assert.deepEqual(await t.heard(ben, id), ['First', '(deleted)', 'Anybody?']);
  });

  it('show how far somebody read only where both wish for it', async () => {
    const [ann, ben] = await friends();
    const { id, last_message } = await t.write(ann, [ben], 'Read me');
    const seenBy = async (who: TestPersona, other: TestPersona) => {
      const { participants } = await t.call<ConversationJson>(who, 'GET', `${BASE}/${id}`);
      return participants.find(({ account }) => account.id === other.id)?.read_up_to;
    };
    const unread = (await t.folder(ann))[0];
    await t.call(ben, 'POST', `${BASE}/${id}/read`, { up_to: last_message?.id });
    assert.equal((await t.folder(ben))[0]?.unread, false);
    assert.deepEqual((await t.folder(ann))[0], unread);
    assert.equal(await seenBy(ann, ben), null);
    await t.call(ann, 'PUT', `${BASE}/settings`, { receipts: true });
    assert.equal(await seenBy(ann, ben), null);
    assert.equal(await seenBy(ben, ann), null);
    await t.call(ben, 'PUT', `${BASE}/settings`, { receipts: true });
    assert.equal(await seenBy(ann, ben), last_message?.id);
    await t.call(ann, 'PUT', `${BASE}/settings`, { receipts: false });
    assert.equal(await seenBy(ann, ben), null);
    assert.equal(await seenBy(ben, ann), null);
  });

  it('are muted for oneself', async () => {
    const [ann, ben] = await friends();
    const { id } = await t.write(ann, [ben], 'Hello');
    const muted = await t.call<ConversationJson>(ben, 'PATCH', `${BASE}/${id}`, { muted: true });
    assert.equal(muted.muted, true);
    assert.equal((await t.folder(ann))[0]?.muted, false);
    await t.call(ben, 'PATCH', `${BASE}/${id}`, { title: 'Two' }, 409);
  });

  it('come in pages, in the order of what was said last', async () => {
    const ann = await t.person();
    const others = [await t.person(), await t.person(), await t.person()] as const;
    const ids: string[] = [];
    for (const other of others) ids.push((await t.write(ann, [other], `To ${other.handle}`)).id);
    const page = async (query: string) => {
      const list = await t.call<ConversationJson[]>(ann, 'GET', `${BASE}?limit=2${query}`);
      return list.map(({ id, last_message }) => [id, last_message?.id ?? ''] as const);
    };
    const first = await page('');
    assert.deepEqual(
      first.map(([id]) => id),
      [ids[2], ids[1]],
    );
    const older = await page(`&max_id=${first[1]?.[1]}`);
    assert.deepEqual(
      older.map(([id]) => id),
      [ids[0]],
    );
    const { id } = await t.write(others[0], [ann], 'Yes?');
    assert.equal(id, ids[0]);
    assert.equal((await page(''))[0]?.[0], ids[0]);
    for (let n = 0; n < 5; n++) await t.say(ann, id, `Line ${n}`);
    const lines = await t.call<MessageJson[]>(ann, 'GET', `${BASE}/${id}/messages?limit=3`);
    assert.deepEqual(
      lines.map(({ text }) => text),
      ['Line 4', 'Line 3', 'Line 2'],
    );
    const above = await t.call<MessageJson[]>(
      ann,
      'GET',
      `${BASE}/${id}/messages?limit=3&max_id=${lines[2]?.id}`,
    );
    assert.deepEqual(
      above.map(({ text }) => text),
      ['Line 1', 'Line 0', 'Yes?'],
    );
  });

  it('end when somebody leaves the network', async () => {
    const [ann, ben] = await friends();
    const { id } = await t.write(ann, [ben], 'Goodbye');
    const cookie = { cookie: `waxseal_session=${ann.cookie}`, 'sec-fetch-site': 'same-origin' };
    const left = await t.app.request('DELETE', `/api/privacy/v1/personas/${ann.id}`, { headers: cookie });
    assert.ok(left.ok, await left.text());
    assert.deepEqual(await t.heard(ben, id), []);
    await t.call(ben, 'POST', `${BASE}/${id}/messages`, { text: 'Where are you?' }, 409);
  });
});
