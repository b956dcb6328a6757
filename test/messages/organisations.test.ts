import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { TestPersona } from '../support/people.ts';
import { BASE, type ConversationJson, type MessageJson, makeTalkers, type Talkers } from './talkers.ts';

const API = '/api/privacy/v1';

describe('conversations with an organisation', () => {
  let t: Talkers;
  let orga: string;
  let ann: TestPersona;
  let sam: TestPersona;
  let mark: TestPersona;
  let town: string;

  before(async () => {
    t = await makeTalkers();
    [ann, sam, mark] = [await t.person(), await t.person(), await t.person()];
    const made = { handle: 'orga', display_name: 'Orga' };
    orga = (await t.call<{ id: string }>(t.network.admin, 'POST', `${API}/organisations`, made, 201)).id;
    await seat(sam, ['support']);
    await seat(mark, ['marketing']);
    const address = { kind: 'address', value: ';;Elm Street 1;Leeds;;;United Kingdom' };
    town = (await t.call<{ id: string }>(ann, 'POST', `${API}/attributes`, address, 201)).id;
  });
  const seat = (who: TestPersona, functions: string[]) =>
    t.call(t.network.admin, 'PUT', `${API}/organisations/${orga}/staff/${who.id}`, { functions }, 204);
  const begin = (text = 'It is broken') =>
    t.call<ConversationJson>(ann, 'POST', BASE, { organisation: orga, function: 'support', text }, 201);
  const shown = (who: TestPersona, id: string, status = 200) =>
    t.call<{ id: string; value: string }[]>(who, 'GET', `${BASE}/${id}/attributes`, undefined, status);
  const copies = async () => {
    const rows = await t.app.deps.store.community
      .selectFrom('community.disclosure')
      .select('value')
      .where('conversation_id', 'is not', null)
      .execute();
    return rows.map(({ value }) => value);
  };

  it('are answered by the staff of the function, in its name', async () => {
    const { id } = await begin();
    assert.partialDeepStrictEqual(await t.folder(sam, 'organisation'), [{ id, role: 'staff', unread: true }]);
    assert.deepEqual(await t.folder(mark, 'organisation'), []);
    await t.call(mark, 'GET', `${BASE}/${id}`, undefined, 404);
    const said = await t.say(sam, id, 'We look into it');
    assert.deepEqual([said.sender.id, said.mine], [orga, true]);
    const [last] = await t.call<MessageJson[]>(ann, 'GET', `${BASE}/${id}/messages`);
    assert.partialDeepStrictEqual(last, { sender: { id: orga }, mine: false, text: 'We look into it' });
    const whole = await t.app.request('GET', `${BASE}/${id}/messages`, { token: ann.token });
    assert.ok(!(await whole.text()).includes(sam.id));
    assert.deepEqual(
      (await t.call<ConversationJson>(ann, 'GET', `${BASE}/${id}`)).participants.map(
        ({ account }) => account.id,
      ),
      [ann.id],
    );
  });

  it('are lost with the seat, at once', async () => {
    const { id } = await begin();
    assert.deepEqual(await t.heard(sam, id), ['It is broken']);
    await seat(sam, []);
    await t.call(sam, 'GET', `${BASE}/${id}/messages`, undefined, 404);
    await t.call(sam, 'POST', `${BASE}/${id}/messages`, { text: 'Still here' }, 404);
    assert.deepEqual(await t.folder(sam, 'organisation'), []);
    await seat(sam, ['support']);
    assert.deepEqual(await t.heard(sam, id), ['It is broken']);
  });

  it('show an attribute for the function alone, while they last', async () => {
    const { id } = await begin();
    const show = { attribute: town, precision: 'town' };
    await t.call(sam, 'POST', `${BASE}/${id}/attributes`, show, 404);
    await t.call(ann, 'POST', `${BASE}/${id}/attributes`, { ...show, precision: 'shoe' }, 422);
    await t.call(ann, 'POST', `${BASE}/${id}/attributes`, show, 201);
    assert.deepEqual(
      (await shown(sam, id)).map(({ value }) => value),
      ['Leeds, United Kingdom'],
    );
    await shown(mark, id, 404);
    const profile = await t.app.request('GET', `/api/v1/accounts/${ann.id}`, { token: sam.token });
    assert.ok(!(await profile.text()).includes('Leeds'), 'it is shown for the function, not for reading');
    const grants = await t.call<object[]>(ann, 'GET', `${API}/grants?object_kind=attribute`);
    assert.partialDeepStrictEqual(grants, [{ purpose: 'support', actions: ['see'] }]);
    // Beside what is shown elsewhere, and coarser when shown anew.
    await t.call(ann, 'POST', `${BASE}/${id}/attributes`, { attribute: town, precision: 'country' }, 201);
    assert.deepEqual(
      (await shown(sam, id)).map(({ value }) => value),
      ['United Kingdom'],
    );
    await t.call(ann, 'POST', `${BASE}/${id}/leave`);
    assert.deepEqual([await shown(sam, id), await copies()], [[], []]);
    assert.deepEqual(await t.call(ann, 'GET', `${API}/grants?object_kind=attribute`), []);
    assert.deepEqual((await t.heard(sam, id)).at(-1), '(left)');
    await t.call(sam, 'POST', `${BASE}/${id}/messages`, { text: 'Hello?' }, 409);
  });

  it('withdraw it by itself, by its grant, with the attribute, and with a block', async () => {
    const show = async (id: string) => {
      const body = { attribute: town, precision: 'town' };
      const all = await t.call<{ id: string }[]>(ann, 'POST', `${BASE}/${id}/attributes`, body, 201);
      return all[0]?.id;
    };
    const { id } = await begin();
    const copy = await show(id);
    await t.call(sam, 'DELETE', `${BASE}/${id}/attributes/${copy}`, undefined, 404);
    await t.call(ann, 'DELETE', `${BASE}/${id}/attributes/${copy}`);
    assert.deepEqual(await copies(), []);
    await show(id);
    const [grant] = await t.call<{ id: string }[]>(ann, 'GET', `${API}/grants?object_kind=attribute`);
    await t.call(ann, 'DELETE', `${API}/grants/${grant?.id}`);
    assert.deepEqual(await copies(), []);
    await show(id);
    await t.call(ann, 'POST', `/api/v1/accounts/${orga}/block`);
    assert.deepEqual(await copies(), []);
    for (const who of [ann, sam]) assert.equal((await t.folder(who, 'inbox')).length > 9, false);
    await t.call(ann, 'GET', `${BASE}/${id}`, undefined, 404);
    await t.call(ann, 'POST', `/api/v1/accounts/${orga}/unblock`);
    const again = await begin();
    await show(again.id);
    await t.call(ann, 'DELETE', `${API}/attributes/${town}`, undefined, 204);
    assert.deepEqual([await shown(sam, again.id), await copies()], [[], []]);
  });

  it('are not begun by an organisation, and not with a person', async () => {
    const body = { organisation: ann.id, function: 'support', text: 'Hello' };
    await t.call(sam, 'POST', BASE, body, 422);
    await t.call(ann, 'POST', BASE, { with: [orga], text: 'Hello' }, 422);
  });
});
