import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { endUnrenewed } from '../../src/community/check-up/end-unrenewed.ts';
import { tellDue } from '../../src/community/check-up/tell-due.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import type { TestPersona } from '../support/people.ts';
import { API, type Houses, makeHouses } from './houses.ts';

interface Profile {
  account: { id: string; display_name: string; note: string; avatar: string };
  note: string;
  lines: { kind: string; value: string }[];
  domains: string[];
}

describe('an organisation as grantor of what is its own', () => {
  let h: Houses;
  let orga: string;
  let keeper: TestPersona;
  let ann: TestPersona;
  let bob: TestPersona;

  before(async () => {
    h = await makeHouses();
    ({ id: orga, keeper } = await h.kept('orga'));
    [ann, bob] = [await h.person(), await h.person()];
  });
  const grant = (kind: string, audience: object, more: object = {}) =>
    h.call<{ id: string }>(
      keeper,
      'POST',
      `${API}/${orga}/grants`,
      { object: { kind, id: orga }, actions: ['see'], audience, ...more },
      201,
    );
  const profile = (who: TestPersona | null) =>
    h.call<Profile>(who, 'GET', `${API}/${orga}/profile${who === null ? `?network=${h.network.slug}` : ''}`);

  it('keeps its staff list to itself, until it opens it', async () => {
    const sam = await h.person();
    const seat = await h.seat(keeper, orga, sam, 'sales');
    await h.seat(keeper, orga, sam, 'legal', 'discipline');
    const path = `${API}/${orga}/staff`;
    for (const who of [ann, bob, sam]) await h.call(who, 'GET', path, undefined, 404);
    const given = await grant('staff', { kind: 'persona', persona: ann.id });
    const row = { function: 'sales', number: 1, account: null };
    assert.deepEqual(await h.call(ann, 'GET', path), [row]);
    await h.call(bob, 'GET', path, undefined, 404);
    await h.call(sam, 'PUT', `${API}/seats/${seat.id}`, { shows_person: true });
    const [shown] = await h.call<{ account: { id: string } }[]>(ann, 'GET', path);
    assert.equal(shown?.account.id, sam.id);
    await h.call(keeper, 'DELETE', `${API}/${orga}/grants/${given.id}`);
    await h.call(ann, 'GET', path, undefined, 404);
  });

  it('keeps to itself with whom it is connected, until it opens that', async () => {
    const [second, third] = [await h.kept('second'), await h.kept('third')];
    const staff = await Promise.all([h.person(), h.person(), h.person()]);
    const [ours, theirs, others] = [
      await h.seat(keeper, orga, staff[0], 'sales'),
      await h.seat(second.keeper, second.id, staff[1], 'sales'),
      await h.seat(third.keeper, third.id, staff[2], 'sales'),
    ];
    const REQUESTS = '/api/privacy/v1/connections/requests';
    for (const [who, seat] of [
      [staff[1], theirs],
      [staff[2], others],
    ] as const) {
      await h.acted(who, seat, 'POST', REQUESTS, { to: orga }, 201);
      const [asked] = await h.acted<{ id: string }[]>(staff[0], ours, 'GET', REQUESTS);
      await h.acted(staff[0], ours, 'POST', `${REQUESTS}/${asked?.id}/approve`);
    }
    const list = async (who: TestPersona) => {
      const path = `/api/v1/accounts/${orga}/following`;
      return (await h.call<{ id: string }[]>(who, 'GET', path)).map(({ id }) => id).sort();
    };
    assert.deepEqual([await list(staff[1]), await list(ann)], [[], []], 'a partner reads none');
    await grant('ties', { kind: 'persona', persona: ann.id });
    assert.deepEqual(await list(ann), [], 'the others’ are theirs');
    for (const one of [second, third]) {
      const body = {
        object: { kind: 'ties', id: one.id },
        actions: ['see'],
        audience: { kind: 'network' },
      };
      await h.call(one.keeper, 'POST', `${API}/${one.id}/grants`, body, 201);
    }
    assert.deepEqual(await list(ann), [second.id, third.id].sort());
    assert.deepEqual(await list(bob), []);
  });

  it('says of itself what it shows to whom', async () => {
    const path = `${API}/${orga}/profile`;
    const everyone = { kind: 'everyone' };
    const lines = {
      'legal-name': { value: 'Orga Ltd', audience: { kind: 'network' } },
      website: { value: 'https://orga.org/', audience: everyone },
      'data-protection-contact': {
        value: 'privacy@orga.org',
        audience: { kind: 'persona', persona: ann.id },
      },
    };
    for (const who of [ann, h.network.admin]) await h.call(who, 'PUT', path, { lines }, 404);
    const wrong = { lines: { website: { value: 'javascript:alert(1)', audience: everyone } } };
    await h.call(keeper, 'PUT', path, wrong, 422);
    await h.call(keeper, 'PUT', path, { display_name: 'Orga of Leeds', note: 'Wax & <seals>', lines });
    const kinds = async (who: TestPersona | null) =>
      (await profile(who)).lines.map(({ kind }) => kind).sort();
    assert.deepEqual(await kinds(ann), ['data-protection-contact', 'legal-name', 'website']);
    assert.deepEqual(await kinds(bob), ['legal-name', 'website']);
    await h.call(null, 'GET', `${path}?network=${h.network.slug}`, undefined, 404);
    await grant('presence', everyone);
    assert.deepEqual(await kinds(null), ['website']);
    const { account, note } = await profile(bob);
    assert.deepEqual(
      [account.display_name, note, account.note],
      ['Orga of Leeds', 'Wax & <seals>', '<p>Wax &amp; &lt;seals&gt;</p>'],
    );
    // Its picture is as a person’s: a letter on its colour, which tells of nobody who asks for it.
    assert.match(account.avatar, /\/avatars\/\d+\/O\.svg$/);
    assert.equal((await h.app.request('GET', new URL(account.avatar).pathname)).status, 200);
    await h.call(keeper, 'PUT', path, { lines: { website: null } });
    assert.deepEqual(await kinds(bob), ['legal-name']);
    assert.equal((await profile(bob)).account.display_name, 'Orga of Leeds', 'what isn’t given stays');
  });

  it('is asked by its keepers to look again, and ends what nobody carries forward', async () => {
    const review_by = new Date(h.app.clock.now().getTime() + 40 * DAY_MS).toISOString();
    const goes = await grant('staff', { kind: 'persona', persona: bob.id }, { review_by });
    const stays = await grant('ties', { kind: 'persona', persona: bob.id }, { review_by });
    const path = `${API}/${orga}/check-up`;
    type CheckUp = { due: { row: string; kind: string }[]; total: number };
    assert.equal((await h.call<CheckUp>(keeper, 'GET', path)).total, 0);
    for (const who of [ann, h.network.admin]) await h.call(who, 'GET', path, undefined, 404);
    h.app.clock.advance(25 * DAY_MS);
    await tellDue(h.app.deps, h.app.clock.now().getTime());
    const told = await h.call<{ type: string; account: { id: string } }[]>(
      keeper,
      'GET',
      '/api/v1/notifications',
    );
    assert.deepEqual(
      told.filter(({ type }) => type === 'check_up').map(({ account }) => account.id),
      [orga],
    );
    const { due } = await h.call<CheckUp>(keeper, 'GET', path);
    assert.deepEqual(due.map(({ kind }) => kind).sort(), ['staff', 'ties']);
    const renew = due.filter(({ kind }) => kind === 'ties').map(({ row }) => row);
    await h.call(keeper, 'POST', path, { renew });
    h.app.clock.advance(20 * DAY_MS);
    await endUnrenewed(h.app.deps, h.app.clock.now().getTime());
    const left = await h.call<{ id: string }[]>(keeper, 'GET', `${API}/${orga}/grants`);
    const ids = left.map(({ id }) => id);
    assert.ok(ids.includes(stays.id) && !ids.includes(goes.id));
    await h.call(bob, 'GET', `${API}/${orga}/staff`, undefined, 404);
  });

  it('in one house is nothing in another', async () => {
    const other = await h.kept('other');
    const mine = await grant('staff', { kind: 'network' });
    const body = { object: { kind: 'staff', id: orga }, actions: ['see'], audience: { kind: 'network' } };
    const nothing = await (await h.ask(ann, 'GET', `${API}/${ann.id}/grants`)).text();
    const asks: [string, string, unknown?][] = [
      ['GET', `${API}/${orga}/grants`],
      ['POST', `${API}/${orga}/grants`, body],
      ['DELETE', `${API}/${orga}/grants/${mine.id}`],
      ['DELETE', `${API}/${other.id}/grants/${mine.id}`],
      ['GET', `${API}/${orga}/check-up`],
      ['POST', `${API}/${orga}/check-up`, { others: 'renew' }],
      ['PUT', `${API}/${orga}/profile`, { display_name: 'Theirs' }],
      ['GET', `${API}/${orga}/domains`],
      ['POST', `${API}/${orga}/domains`, { domain: 'orga.org' }],
      ['POST', `${API}/${orga}/domains/orga.org/look`],
      ['DELETE', `${API}/${orga}/domains/orga.org`],
      ['PUT', `${API}/${orga}/elsewhere`],
      ['DELETE', `${API}/${orga}/elsewhere`],
    ];
    for (const [method, path, said] of asks) {
      const answer = await h.ask(other.keeper, method, path, said);
      assert.deepEqual([answer.status, await answer.text()], [404, nothing], `${method} ${path}`);
    }
    // Nor is it anything of the house's that one names.
    await h.call(other.keeper, 'POST', `${API}/${other.id}/grants`, body, 422);
  });
});
