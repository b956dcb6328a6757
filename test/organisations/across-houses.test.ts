import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import type { TestPersona } from '../support/people.ts';
import { ABSENT } from '../two-worlds/absent.ts';
import { routes } from '../two-worlds/routes.ts';
import { asRouted, HOUSE_ROUTES, type HouseRoute, requestOf } from './house-routes.ts';
import { API, type Houses, makeHouses } from './houses.ts';
import { makeWholeHouse, type Things, type WholeHouse } from './whole-house.ts';

/** Ids of nothing; what is no id stays. */
const nothing = (things: Things): Things =>
  Object.fromEntries(
    Object.entries(things).map(([name, id]) => [name, name === 'domain' ? id : ABSENT]),
  ) as Things;

describe('no seat sees across organisations', () => {
  let h: Houses;
  let one: WholeHouse;
  let two: WholeHouse;

  before(async () => {
    h = await makeHouses();
    [one, two] = [await makeWholeHouse(h, 'one'), await makeWholeHouse(h, 'two')];
  });

  const answer = async (who: TestPersona, route: HouseRoute, things: Things) => {
    const { method, path, body } = requestOf(route, things);
    const response = await h.ask(who, method, path, body);
    const headers = [...response.headers].sort().map(([name, value]) => `${name}: ${value}`);
    return { status: response.status, text: [...headers, await response.text()].join('\n') };
  };
  const others = () => [one.staff, one.expert, one.keeper, one.client];
  /** What is asked of the other organisation is answered as what is asked of none. */
  const assertAbsent = async (asked: readonly HouseRoute[], who: readonly TestPersona[]) => {
    for (const route of asked) {
      for (const asker of who) {
        const theirs = await answer(asker, route, two.things);
        assert.ok(theirs.status >= 400, `${route.route}: ${theirs.status}`);
        assert.deepEqual(theirs, await answer(asker, route, nothing(two.things)), route.route);
      }
    }
  };
  const ofHouse = HOUSE_ROUTES.filter(({ of }) => of === 'house');

  it('by any route there is', () => {
    const listed = new Set(HOUSE_ROUTES.map(({ route }) => asRouted(route)));
    const missing = [...routes].filter(
      ([name, { schemas }]) =>
        !listed.has(name) &&
        (/\/organisations\/v1\/(records\/)?:id\b|\/v1\/organisations\/:id\b|:organisation\b/.test(name) ||
          takesOrganisation(schemas.query) ||
          takesOrganisation(schemas.body)),
    );
    // A badge is asked of the vault, by an address; contact rules are lists of a member's own.
    assert.deepEqual(
      missing.map(([name]) => name),
      ['POST /api/privacy/v1/badges'],
    );
    for (const name of listed) assert.ok(routes.has(name), `${name} is no route`);
  });

  it('what is another’s is what isn’t there, byte for byte', async () => {
    await assertAbsent(ofHouse, others());
  });

  it('nor by way of the asker’s own house', async () => {
    const within = ofHouse.filter(({ route }) => /:id\/.*:|records\/:id\/.*:/.test(route));
    assert.ok(within.length >= 15);
    for (const route of within) {
      if (/:(period|persona|domain|function)\b/.test(route.route)) continue;
      for (const asker of [one.staff, one.expert, one.keeper]) {
        const { id } = one.things;
        const theirs = await answer(asker, route, { ...two.things, id });
        assert.ok(theirs.status >= 400, `${route.route}: ${theirs.status}`);
        assert.deepEqual(theirs, await answer(asker, route, { ...nothing(two.things), id }), route.route);
      }
    }
  });

  it('nor in a seat of another’s', async () => {
    const refusals = new Set<string>();
    for (const [name, { seat, method }] of routes) {
      if (seat === null) continue;
      const path = (name.split(' ')[1] ?? '').replaceAll(/:\w+/g, two.things.post);
      for (const named of [two.seat, { ...two.seat, id: ABSENT }]) {
        const refused = await h.act(one.staff, named, method.toUpperCase(), path);
        assert.equal(refused.status, 403, name);
        refusals.add(await refused.text());
      }
    }
    assert.equal(refusals.size, 1);
  });

  it('and an organisation that is hidden is asked in vain by any of them', async () => {
    const shown = await h.call<{ id: string; object: { kind: string } }[]>(
      two.keeper,
      'GET',
      `${API}/${two.things.id}/grants`,
    );
    for (const { id, object } of shown) {
      if (object.kind !== 'presence') continue;
      await h.call(two.keeper, 'DELETE', `${API}/${two.things.id}/grants/${id}`);
    }
    await assertAbsent(
      HOUSE_ROUTES.filter(({ of }) => of !== 'network'),
      others(),
    );
    await assertAbsent(
      HOUSE_ROUTES.filter(({ of }) => of === 'network'),
      [h.network.admin],
    );
  });

  it('while those who have a part in it find all of it there', async () => {
    const presence = { kind: 'presence', id: two.things.id };
    await h.call(
      two.keeper,
      'POST',
      `${API}/${two.things.id}/grants`,
      { object: presence, actions: ['see'], audience: { kind: 'network' } },
      201,
    );
    for (const route of HOUSE_ROUTES) {
      const statuses: number[] = [];
      for (const who of [two.client, two.staff, two.expert, two.keeper, h.network.admin]) {
        statuses.push((await answer(who, route, two.things)).status);
        if (statuses.at(-1) !== undefined && (statuses.at(-1) as number) < 300) break;
      }
      assert.ok(
        statuses.some((status) => status < 300 || status === 409 || status === 422),
        `${route.route}: ${statuses}`,
      );
    }
  });
});

/** Whether an organisation is named in it. */
function takesOrganisation(schema: z.ZodType | null): boolean {
  if (schema === null) return false;
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return [json, ...(json.anyOf ?? []), ...(json.oneOf ?? [])].some(
    ({ properties }) => properties !== undefined && 'organisation' in properties,
  );
}

interface JsonSchema {
  readonly properties?: object;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}
