import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { expertsOf } from '../../src/store/seats.ts';
import type { TestPersona } from '../support/people.ts';
import { API, type Houses, makeHouses, type SeatJson } from './houses.ts';

describe('seats of an organisation', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let sam: TestPersona;
  let stranger: TestPersona;

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    [sam, stranger] = [await h.person(), await h.person()];
  });
  const list = (who: TestPersona, status = 200) =>
    h.call<SeatJson[]>(who, 'GET', `${API}/${orga}/seats`, undefined, status);
  const experts = async () => {
    const { store } = h.app.deps;
    const at = h.app.clock.now().getTime();
    const found = await expertsOf(store.community, h.network.id as NetworkId, orga as ActorId, at);
    return found.filter(({ name }) => name === 'legal').map(({ actor }) => actor);
  };

  it('are given by its keepers and by administrators, to whom they see', async () => {
    const given = await h.seat(keeper, orga, sam, 'support');
    assert.partialDeepStrictEqual(given, {
      kind: 'function',
      name: 'support',
      number: 1,
      shows_person: false,
    });
    assert.deepEqual(await h.seat(h.network.admin, orga, sam, 'support'), given, 'it is held already');
    const body = { persona: sam.id, kind: 'function', name: 'sales' };
    for (const who of [stranger, sam]) await h.call(who, 'POST', `${API}/${orga}/seats`, body, 404);
    const sealed = await h.person({ presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } } });
    await h.call(keeper, 'POST', `${API}/${orga}/seats`, { ...body, persona: sealed.id }, 404);
    await h.call(keeper, 'POST', `${API}/${orga}/seats`, { ...body, kind: 'discipline' }, 422);
    await h.call(keeper, 'POST', `${API}/${orga}/seats`, { ...body, persona: orga }, 404);
    assert.partialDeepStrictEqual(await h.own(sam), [
      { organisation: { id: orga }, functions: ['support'], disciplines: [], staff: true, keeper: false },
    ]);
    assert.partialDeepStrictEqual(await h.own(keeper), [{ functions: [], staff: false, keeper: true }]);
    assert.partialDeepStrictEqual(await list(keeper), [{ id: given.id, account: { id: sam.id } }]);
    for (const who of [stranger, sam]) await list(who, 404);
  });

  it('have numbers that are never given again', async () => {
    const two = await h.seat(keeper, orga, stranger, 'support');
    assert.equal(two.number, 2);
    await h.call(keeper, 'DELETE', `${API}/${orga}/seats/${two.id}`, undefined, 204);
    await h.call(keeper, 'DELETE', `${API}/${orga}/seats/${two.id}`, undefined, 404);
    assert.deepEqual(await h.own(stranger), [], 'without a function one isn’t staff any more');
    assert.equal((await h.seat(keeper, orga, stranger, 'support')).number, 3);
    const path = `/api/privacy/v1/organisations/${orga}/staff/${stranger.id}`;
    await h.call(h.network.admin, 'PUT', path, { functions: ['sales', 'support'] }, 204);
    const [house] = await h.own(stranger);
    assert.deepEqual(
      house?.seats.map(({ name, number }) => [name, number]),
      [
        ['sales', 1],
        ['support', 3],
      ],
    );
    await h.call(h.network.admin, 'DELETE', path, undefined, 204);
    assert.deepEqual(await h.own(stranger), []);
  });

  it('of experts are in a discipline, and make nobody act for it', async () => {
    const seat = await h.seat(keeper, orga, stranger, 'legal', 'discipline');
    assert.deepEqual([seat.number, await experts()], [1, [stranger.id]]);
    const [house] = await h.own(stranger);
    assert.partialDeepStrictEqual(house, { functions: [], disciplines: ['legal'], staff: false });
    const slug = h.network.slug;
    const suspension = `/api/privacy/v1/networks/${slug}/suspensions/${stranger.id}`;
    await h.ask(h.network.admin, 'PUT', suspension);
    assert.deepEqual(await experts(), [], 'not while suspended');
    await h.ask(h.network.admin, 'DELETE', suspension);
    assert.deepEqual(await experts(), [stranger.id]);
    await h.call(stranger, 'DELETE', `${API}/seats/${seat.id}`, undefined, 204);
    assert.deepEqual(await experts(), []);
  });

  it('show who holds them where their holder alone says so, who may leave them', async () => {
    const given = await h.seat(keeper, orga, sam, 'marketing');
    const path = `${API}/seats/${given.id}`;
    for (const who of [keeper, h.network.admin, stranger]) {
      await h.call(who, 'PUT', path, { shows_person: true }, 404);
      await h.call(who, 'DELETE', path, undefined, 404);
    }
    assert.equal((await h.call<SeatJson>(sam, 'PUT', path, { shows_person: true })).shows_person, true);
    assert.equal((await list(keeper)).find(({ id }) => id === given.id)?.shows_person, true);
    await h.call(sam, 'DELETE', path, undefined, 204);
    await h.call(sam, 'DELETE', path, undefined, 404);
    assert.deepEqual((await h.own(sam))[0]?.functions, ['support']);
  });

  it('end with membership, and stay ended', async () => {
    const leaver = await h.person();
    await h.seat(keeper, orga, leaver, 'sales');
    await h.seat(keeper, orga, leaver, 'legal', 'discipline');
    await h.call(keeper, 'PUT', `${API}/${orga}/keepers/${leaver.id}`, undefined, 204);
    const left = await h.app.request('DELETE', `/api/privacy/v1/personas/${leaver.id}`, {
      headers: { cookie: `waxseal_session=${leaver.cookie}`, 'sec-fetch-site': 'same-origin' },
    });
    assert.ok(left.ok, await left.clone().text());
    assert.ok(!(await list(keeper)).some(({ account }) => account?.id === leaver.id));
    const keepers = await h.call<{ id: string }[]>(keeper, 'GET', `${API}/${orga}/keepers`);
    assert.deepEqual(
      keepers.map(({ id }) => id),
      [keeper.id],
    );
    assert.deepEqual(await experts(), []);
  });

  it('have keepers, of whom the last hands the role on', async () => {
    const path = (who: TestPersona) => `${API}/${orga}/keepers/${who.id}`;
    for (const who of [sam, stranger]) await h.call(who, 'PUT', path(who), undefined, 404);
    await h.call(keeper, 'DELETE', path(keeper), undefined, 409);
    await h.call(keeper, 'PUT', path(sam), undefined, 204);
    await h.call(sam, 'PUT', path(sam), undefined, 204);
    await h.call(keeper, 'DELETE', path(keeper), undefined, 204);
    await list(keeper, 404);
    await list(sam);
    await h.call(sam, 'DELETE', path(sam), undefined, 409);
    await h.call(h.network.admin, 'DELETE', path(sam), undefined, 204);
    await list(sam, 404);
    await h.call(h.network.admin, 'PUT', path(keeper), undefined, 204);
    // Whose an e-mail domain is isn't for the organisation to say.
    const domains = `/api/privacy/v1/organisations/${orga}/domains`;
    await h.call(keeper, 'PUT', domains, { domains: ['orga.example'] }, 403);
  });

  it('are given one after the other, however many at once', async () => {
    const several = await Promise.all(Array.from({ length: 6 }, () => h.person()));
    const given = await Promise.all(several.map((who) => h.seat(keeper, orga, who, 'communications')));
    assert.deepEqual(given.map(({ number }) => number).sort(), [1, 2, 3, 4, 5, 6]);
  });
});

describe('no seat sees across organisations', () => {
  it('nor does a keeper: what is another’s is absent', async () => {
    const h = await makeHouses();
    const [one, two] = [await h.kept('one'), await h.kept('two')];
    const [ann, bob] = [await h.person(), await h.person()];
    await h.seat(one.keeper, one.id, ann, 'support');
    const theirs = await h.seat(two.keeper, two.id, bob, 'support');
    const asks: [string, string, unknown?][] = [
      ['GET', `${API}/${two.id}/seats`],
      ['POST', `${API}/${two.id}/seats`, { persona: ann.id, kind: 'function', name: 'support' }],
      ['DELETE', `${API}/${two.id}/seats/${theirs.id}`],
      // By way of one's own house.
      ['DELETE', `${API}/${one.id}/seats/${theirs.id}`],
      ['PUT', `${API}/seats/${theirs.id}`, { shows_person: true }],
      ['DELETE', `${API}/seats/${theirs.id}`],
      ['GET', `${API}/${two.id}/keepers`],
      ['PUT', `${API}/${two.id}/keepers/${ann.id}`],
      ['DELETE', `${API}/${two.id}/keepers/${two.keeper.id}`],
      ['GET', `/api/privacy/v1/organisations/${two.id}/staff`],
      ['PUT', `/api/privacy/v1/organisations/${two.id}/staff/${ann.id}`, { functions: ['sales'] }],
      ['DELETE', `/api/privacy/v1/organisations/${two.id}/staff/${bob.id}`],
    ];
    const nothing = await (await h.ask(ann, 'GET', `${API}/${ann.id}/seats`)).text();
    for (const who of [ann, one.keeper]) {
      for (const [method, path, body] of asks) {
        const answer = await h.ask(who, method, path, body);
        assert.deepEqual([answer.status, await answer.text()], [404, nothing], `${method} ${path}`);
      }
    }
    assert.deepEqual((await h.own(bob))[0]?.seats, [theirs]);
  });
});
