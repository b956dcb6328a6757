import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { closeIdle } from '../../src/community/desk/close-idle.ts';
import { instantOf } from '../../src/store/deps.ts';
import { BASE, type ConversationJson } from '../messages/talkers.ts';
import type { TestPersona } from '../support/people.ts';
import { DESK, type DeskWorld, lastWords, makeDeskWorld, type ServiceJson } from './desk-world.ts';

const DAY = 86_400_000;
type Told = ConversationJson & { service: ServiceJson; function: string };

describe('what ends a conversation with an organisation, and who takes it over', () => {
  let w: DeskWorld;
  let orga: string;
  let ann: TestPersona;
  let sam: TestPersona;
  let sally: TestPersona;
  let town: string;

  before(async () => {
    w = await makeDeskWorld();
    [ann, sam, sally] = [await w.person(), await w.person(), await w.person()];
    orga = await w.organisation();
    await w.seat(orga, sam, ['support']);
    await w.seat(orga, sally, ['sales']);
    const address = { kind: 'address', value: ';;Elm Street 1;Leeds;;;United Kingdom' };
    town = (await w.call<{ id: string }>(ann, 'POST', '/api/privacy/v1/attributes', address, 201)).id;
  });
  const show = (id: string) =>
    w.call(ann, 'POST', `${BASE}/${id}/attributes`, { attribute: town, precision: 'town' }, 201);
  const solve = (who: TestPersona, id: string, status = 200) =>
    w.call(who, 'POST', `${DESK}/conversations/${id}/solve`, {}, status);
  const copies = async (id: string) =>
    w.app.deps.store.community
      .selectFrom('community.disclosure')
      .select('value')
      .where('conversation_id', '=', id as never)
      .execute();
  const standing = async (queue: string, who = sam, fn = 'support') =>
    (await w.queue(who, orga, queue, fn)).map(({ conversation }) => conversation.id);

  it('shows a seat what a conversation reveals, by which grant, and notes that it was read', async () => {
    const id = await w.begin(ann, orga, 'It is broken');
    await show(id);
    const [shown] = (await w.open(sam, id)).shown;
    assert.partialDeepStrictEqual(shown, { kind: 'address', value: 'Leeds, United Kingdom', until: null });
    const grants = await w.call<{ id: string }[]>(ann, 'GET', '/api/privacy/v1/grants?object_kind=attribute');
    assert.ok(grants.some((grant) => grant.id === shown?.grant));
    const uses = await w.call<{ deed: string; grants: { id: string }[] }[]>(
      ann,
      'GET',
      '/api/privacy/v1/uses',
    );
    assert.ok(uses.some((use) => use.deed === 'read' && use.grants[0]?.id === shown?.grant));
  });

  it('deletes what was shown when it is solved, tells so, and opens with the member’s next word', async () => {
    const id = await w.begin(ann, orga, 'It is broken again');
    await show(id);
    await solve(sam, id);
    assert.deepEqual(await copies(id), []);
    const answer = await w.open(sam, id);
    assert.deepEqual([answer.state, answer.shown], ['closed', []]);
    assert.ok((await standing('closed')).includes(id) && !(await standing('open')).includes(id));
    const { last_message: last } = await w.call<ConversationJson>(ann, 'GET', `${BASE}/${id}`);
    assert.deepEqual([last?.event, last?.text], ['solved', 'address']);
    // Once more changes nothing.
    await solve(sam, id);
    assert.deepEqual((await w.heard(ann, id)).filter((text) => text === '(solved)').length, 1);
    await w.say(ann, id, 'Not quite');
    assert.deepEqual(
      [(await w.open(sam, id)).state, (await standing('closed')).includes(id)],
      ['open', false],
    );
    assert.deepEqual(await copies(id), [], 'it is to be shown anew');
    await show(id);
    assert.equal((await w.open(sam, id)).shown.length, 1);
  });

  it('has nothing left to show whoever shows while it is being solved, or shows it after', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await w.begin(ann, orga, `Race ${round}`);
      await show(id);
      const body = { attribute: town, precision: 'country' };
      const [solved] = await Promise.all([
        w.app.request('POST', `${DESK}/conversations/${id}/solve`, { token: sam.token, body: {} }),
        w.app.request('POST', `${BASE}/${id}/attributes`, { token: ann.token, body }),
      ]);
      assert.equal(solved.status, 200);
      const closed = await w.app.deps.store.community
        .selectFrom('community.desk_closing')
        .select('reason')
        .where('conversation_id', '=', id as never)
        .where('valid_until', '=', sql<number>`'infinity'`)
        .execute();
      assert.equal((await copies(id)).length, closed.length === 0 ? 1 : 0);
    }
  });

  it('closes by itself when nobody has said anything for as long as the desk says', async () => {
    const id = await w.begin(ann, orga, 'Hello?');
    await show(id);
    await w.call(sam, 'PUT', `${DESK}/desks/${orga}/support`, { idle_days: 10 });
    w.app.clock.advance(9 * DAY);
    await closeIdle(w.app.deps, instantOf(w.app.deps));
    assert.equal((await w.open(sam, id)).state, 'open');
    w.app.clock.advance(DAY);
    await closeIdle(w.app.deps, instantOf(w.app.deps));
    assert.deepEqual([(await w.open(sam, id)).state, await copies(id)], ['closed', []]);
    const { last_message: last } = await w.call<ConversationJson>(ann, 'GET', `${BASE}/${id}`);
    assert.deepEqual([last?.event, last?.text], ['idle', 'address']);
    await closeIdle(w.app.deps, instantOf(w.app.deps));
    assert.equal((await w.heard(ann, id)).filter((text) => text === '(idle)').length, 1);
  });

  it('is closed when the member ends it', async () => {
    const id = await w.begin(ann, orga, 'Bye');
    await w.call(ann, 'POST', `${BASE}/${id}/leave`);
    assert.equal((await w.open(sam, id)).state, 'closed');
    await w.call(sam, 'POST', `${DESK}/conversations/${id}/handover`, { to: 'sales' }, 409);
  });

  it('goes to another function by the member’s yes alone', async () => {
    const id = await w.begin(ann, orga, 'What would a new one cost?');
    await show(id);
    await w.say(sam, id, 'Sales knows');
    const ask = (to: string, status = 200) =>
      w.call(sam, 'POST', `${DESK}/conversations/${id}/handover`, { to }, status);
    const answer = (said: string, status = 200) =>
      w.call<Told>(ann, 'POST', `${BASE}/${id}/handover`, { answer: said }, status);
    await ask('support', 422);
    await answer('accept', 404);
    await ask('sales');
    await w.open(sally, id, 404);
    assert.equal((await w.call<Told>(ann, 'GET', `${BASE}/${id}`)).service.handover_to, 'sales');
    const moved = await answer('accept');
    assert.deepEqual([moved.function, moved.service.handover_to], ['sales', null]);
    await w.open(sam, id, 404);
    await w.call(sam, 'GET', `${BASE}/${id}/messages`, undefined, 404);
    assert.deepEqual(await w.heard(sally, id), [
      'What would a new one cost?',
      '(showed)',
      'Sales knows',
      '(handover-asked)',
      '(handed-over)',
    ]);
    assert.deepEqual([await copies(id), (await w.open(sally, id)).shown], [[], []]);
    assert.deepEqual(lastWords(await w.queue(sally, orga, 'open', 'sales')), ['sales']);
    await w.say(sally, id, 'Less than you think');
    await answer('accept', 404);
  });

  it('hears nothing of the member’s no', async () => {
    const id = await w.begin(ann, orga, 'Just a question');
    await w.say(sam, id, 'Yes?');
    const path = `${DESK}/conversations/${id}`;
    await w.call(sam, 'POST', `${path}/handover`, { to: 'sales' });
    const seen = async () => {
      const asked = [
        w.app.request('GET', path, { token: sam.token }),
        w.app.request('POST', `${path}/handover`, { token: sam.token, body: { to: 'sales' } }),
        w.app.request('POST', `${path}/handover`, { token: sam.token, body: { to: 'marketing' } }),
        w.app.request('GET', `${BASE}/${id}/messages`, { token: sam.token }),
      ];
      return Promise.all(asked.map(async (one) => [(await one).status, await (await one).text()]));
    };
    const before = await seen();
    await w.call(ann, 'POST', `${BASE}/${id}/handover`, { answer: 'refuse' });
    assert.deepEqual(await seen(), before);
    assert.equal((await w.call<Told>(ann, 'GET', `${BASE}/${id}`)).service.handover_to, null);
    await w.call(ann, 'POST', `${BASE}/${id}/handover`, { answer: 'accept' }, 404);
    await w.open(sally, id, 404);
  });
});
