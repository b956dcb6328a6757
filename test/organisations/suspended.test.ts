import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { routes } from '../two-worlds/routes.ts';
import { openStream } from '../two-worlds/stream.ts';
import { HOUSE_ROUTES, requestOf } from './house-routes.ts';
import { API, type Houses, makeHouses } from './houses.ts';
import { makeWholeHouse, type WholeHouse } from './whole-house.ts';

describe('while an organisation is suspended', () => {
  let h: Houses;
  let house: WholeHouse;
  const suspend = (method: 'PUT' | 'DELETE') =>
    h.call(
      h.network.admin,
      method,
      `/api/privacy/v1/networks/${h.network.slug}/suspensions/${house.things.id}`,
      undefined,
      204,
    );

  before(async () => {
    h = await makeHouses();
    house = await makeWholeHouse(h, 'orga');
    await suspend('PUT');
  });
  const people = () => [house.staff, house.expert, house.keeper];

  it('nothing is done for it, nor read of it, by any route', async () => {
    const done: string[] = [];
    for (const route of HOUSE_ROUTES.filter(({ of }) => of !== 'network')) {
      // To leave a seat is its holder's own to do.
      if (route.route === `DELETE ${API}/seats/:seat`) continue;
      const { method, path, body } = requestOf(route, house.things);
      for (const who of people()) {
        const { status } = await h.ask(who, method, path, body);
        if (status < 400) done.push(`${route.route} by ${who.handle}: ${status}`);
      }
    }
    assert.deepEqual(done, []);
  });

  it('nobody acts as it', async () => {
    for (const [name, { seat, method }] of routes) {
      if (seat === null) continue;
      const path = (name.split(' ')[1] ?? '').replaceAll(/:\w+/g, house.things.post);
      assert.equal((await h.act(house.staff, house.seat, method.toUpperCase(), path)).status, 403, name);
    }
  });

  it('its people are told of no seat, desk or record, and of no conversation', async () => {
    for (const who of people()) {
      for (const path of [
        `${API}/desk/desks`,
        `${API}/records`,
        '/api/privacy/v1/conversations?folder=organisation',
      ]) {
        assert.deepEqual(await h.call(who, 'GET', path), [], path);
      }
      const own = await h.own(who);
      assert.deepEqual(
        own.flatMap(({ seats }) => seats),
        [],
      );
    }
  });

  it('nobody hears in its open streams what members write to it', async () => {
    await suspend('DELETE');
    const { client, staff, things } = house;
    const [stream, hers] = await Promise.all(
      [staff, client].map(async ({ token }) =>
        openStream(await h.app.request('GET', '/api/v1/streaming/user', { token })),
      ),
    );
    assert.ok(stream && hers);
    const messages = `/api/privacy/v1/conversations/${things.conversation}/messages`;
    const write = (text: string) => h.call(client, 'POST', messages, { text }, 201);
    const heard = () => stream.text().split('waxseal.message').length - 1;
    // What everybody hears comes after all before it.
    const marked = async () => {
      const said = { status: 'Marked', visibility: 'public' };
      const { id } = await h.call<{ id: string }>(client, 'POST', '/api/v1/statuses', said);
      await hers.until(id);
    };
    await write('Are you there?');
    await stream.until('waxseal.message');
    await marked();
    const before = heard();
    await suspend('PUT');
    await h.call(client, 'POST', messages, { text: 'And now?' }, 409);
    await marked();
    assert.equal(heard(), before);
    await Promise.all([stream.close(), hers.close()]);
  });
});
