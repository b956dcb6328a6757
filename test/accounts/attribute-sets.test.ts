import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const SETS = '/api/privacy/v1/attribute-sets';

interface SetJson {
  id: string;
  title: string;
  ready: boolean;
  items: { kind: string; precision: string; purpose: string; days: number | null }[];
}

interface Change {
  attribute_id: string;
  kind: string;
  now: null | { shown: string; audience: unknown };
  next: null | { shown: string; audience: unknown; until: string | null };
  change: string;
  problem: string | null;
  gain: number;
  lose: number;
  says_now: string | null;
  says_next: string | null;
}

describe('sets of attributes', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app, { slug: 'acme' });
  });

  const persona = (options: Record<string, unknown> = {}) =>
    makePersona(app, network, `person${++count}`, options);
  const send = (
    who: TestPersona,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => {
    app.clock.advance(1);
    return app.request(method, path, {
      token: who.token,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    });
  };
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await send(who, method, path, body), status);
  const keep = async (who: TestPersona, kind: string, value: string, shown?: object) => {
    const { id } = (await call(who, 'POST', '/api/privacy/v1/attributes', { kind, value }, 201)) as {
      id: string;
    };
    if (shown !== undefined) await call(who, 'PUT', `/api/privacy/v1/attributes/${id}/disclosure`, shown);
    return id;
  };
  const preview = async (who: TestPersona, set: string) => {
    const response = await send(who, 'GET', `${SETS}/${set}/preview`);
    const tag = response.headers.get('etag') ?? '';
    const { changes } = (await answerOf(response, 200)) as { changes: Change[] };
    return { tag, changes, of: (id: string) => changes.find((one) => one.attribute_id === id) as Change };
  };
  const apply = async (who: TestPersona, set: string, tag?: string, status = 200) =>
    answerOf(
      await send(who, 'POST', `${SETS}/${set}/application`, {}, tag === undefined ? {} : { 'if-match': tag }),
      status,
    );
  const seen = async (by: TestPersona, of: TestPersona) => {
    const account = (await call(by, 'GET', `/api/v1/accounts/${of.id}`)) as {
      waxseal: { attributes: { kind: string; value: string }[] };
    };
    return account.waxseal.attributes.map(({ kind, value }) => `${kind} ${value}`).sort();
  };
  const members = { kind: 'network' };

  it('some come ready, and stay as they are', async () => {
    const ann = await persona();
    const sets = (await call(ann, 'GET', SETS)) as SetJson[];
    assert.deepEqual(
      sets.map(({ id, ready, items }) => [id, ready, items.length]),
      [
        ['business-card', true, 6],
        ['first-name-only', true, 1],
        ['sealed', true, 0],
      ],
    );
    await call(ann, 'PUT', `${SETS}/sealed`, { title: 'Open', items: [] }, 409);
    await call(ann, 'DELETE', `${SETS}/sealed`, undefined, 409);
  });

  it('show what is named, as it says, and nothing else', async () => {
    const [ann, bob] = [await persona(), await persona()];
    await keep(ann, 'name', 'Ann Archer');
    const title = await keep(ann, 'job-title', 'Fletcher', { audience: { kind: 'everyone' } });
    const phone = await keep(ann, 'phone', '+31 20 123 4567', { audience: members });
    const { tag, of } = await preview(ann, 'business-card');
    assert.deepEqual(
      await seen(bob, ann),
      ['job-title Fletcher', 'phone +31 20 123 4567'],
      'looking changes nothing',
    );
    assert.deepEqual([of(title).change, of(title).gain, of(title).lose], ['narrowed', 0, 0]);
    assert.deepEqual([of(phone).change, of(phone).next], ['withdrawn', null]);
    await apply(ann, 'business-card', tag);
    assert.deepEqual(await seen(bob, ann), ['job-title Fletcher', 'name Ann Archer']);
    await apply(ann, 'first-name-only');
    assert.deepEqual(await seen(bob, ann), ['name Ann']);
    await apply(ann, 'sealed');
    assert.deepEqual(await seen(bob, ann), []);
    const again = await preview(ann, 'sealed');
    assert.ok(again.changes.every(({ change }) => change === 'none'));
  });

  it('say who gains and who loses, over what the owner may know', async () => {
    const [ann, bob, cyd] = [await persona(), await persona(), await persona()];
    await connect(app, bob, ann);
    const town = await keep(ann, 'home-town', 'Utrecht, Netherlands', { audience: members });
    const job = await keep(ann, 'job-title', 'Miller', { audience: { kind: 'connections' } });
    const hers = await keep(ann, 'pronouns', 'she/her');
    const set = (await call(
      ann,
      'POST',
      SETS,
      {
        title: 'For friends',
        items: [
          { kind: 'home-town', precision: 'country', audience: { kind: 'connections' } },
          { kind: 'job-title', audience: members, purpose: 'reading', days: 7 },
          { kind: 'pronouns', audience: { kind: 'nobody' } },
        ],
      },
      201,
    )) as SetJson;
    const { of } = await preview(ann, set.id);
    const all = (await call(ann, 'POST', '/api/privacy/v1/reach', { audience: members })) as {
      count: number;
    };
    assert.ok(all.count >= 2);
    assert.deepEqual([of(town).change, of(town).gain, of(town).lose], ['narrowed', 0, all.count - 1]);
    assert.deepEqual([of(job).change, of(job).gain, of(job).lose], ['changed', all.count - 1, 0]);
    assert.match(of(job).says_now ?? '', /^Your connections: 1 person, at most\./);
    assert.match(of(job).says_next ?? '', /^The members of Network acme: \d+ people, at most\./);
    assert.deepEqual([of(hers).change, of(hers).next], ['none', null]);
    await apply(ann, set.id);
    assert.deepEqual(await seen(bob, ann), ['home-town Netherlands', 'job-title Miller']);
    assert.deepEqual(await seen(cyd, ann), ['job-title Miller']);
    app.clock.advance(8 * 24 * 3600_000);
    assert.deepEqual(await seen(cyd, ann), [], 'for as long as the set says');
  });

  it('are applied as previewed, or not at all', async () => {
    const [ann, bob] = [await persona(), await persona()];
    const name = await keep(ann, 'name', 'Ann Baker', { audience: members });
    const { tag } = await preview(ann, 'first-name-only');
    await call(ann, 'PUT', `/api/privacy/v1/attributes/${name}`, { value: 'Anne Baker' });
    await apply(ann, 'first-name-only', tag, 412);
    assert.deepEqual(await seen(bob, ann), ['name Anne Baker']);
    await apply(ann, 'first-name-only', (await preview(ann, 'first-name-only')).tag);
    assert.deepEqual(await seen(bob, ann), ['name Anne']);
  });

  it('withhold what can’t be shown so, and say why', async () => {
    const [ann, bob] = [await persona(), await persona()];
    const name = await keep(ann, 'name', 'Cher', { audience: members });
    const { of } = await preview(ann, 'first-name-only');
    assert.deepEqual([of(name).change, of(name).problem], ['withdrawn', 'precision']);
    await apply(ann, 'first-name-only');
    assert.deepEqual(await seen(bob, ann), []);
  });

  it('touch nothing of the account’s other personas (P5), and are kept sealed', async () => {
    const ann = await persona();
    const mask = await persona({ cookie: ann.cookie });
    const bob = await persona();
    const job = await keep(ann, 'job-title', 'Canary keeper', { audience: members });
    await call(mask, 'PUT', `/api/privacy/v1/attributes/${job}/disclosure`, { audience: members });
    const made = (await call(ann, 'POST', SETS, { title: 'Canary set', items: [] }, 201)) as SetJson;
    await apply(ann, made.id);
    assert.deepEqual(await seen(bob, ann), []);
    assert.deepEqual(await seen(bob, mask), ['job-title Canary keeper']);
    const rows = await app.deps.store.bridge
      .selectFrom('vault.attribute_set')
      .select('content_sealed')
      .execute();
    assert.ok(rows.length > 0 && rows.every(({ content_sealed }) => !content_sealed.includes('Canary')));
    const other = await persona();
    await call(other, 'GET', `${SETS}/${made.id}/preview`, undefined, 404);
    await call(other, 'PUT', `${SETS}/${made.id}`, { title: 'x', items: [] }, 404);
    await call(other, 'DELETE', `${SETS}/${made.id}`, undefined, 404);
    await apply(other, made.id, undefined, 404);
    const renamed = (await call(ann, 'PUT', `${SETS}/${made.id}`, { title: 'Canary', items: [] })) as SetJson;
    assert.deepEqual([renamed.id, renamed.title], [made.id, 'Canary']);
    await call(ann, 'DELETE', `${SETS}/${made.id}`, undefined, 204);
    await call(ann, 'GET', `${SETS}/${made.id}/preview`, undefined, 404);
  });

  it('are refused where they mean nothing', async () => {
    const ann = await persona();
    const item = { kind: 'name', audience: members };
    for (const items of [
      [{ ...item, kind: 'shoe-size' }],
      [{ ...item, precision: 'year' }],
      [{ ...item, audience: { kind: 'circle', circle: ann.id } }],
      [{ ...item, days: 0 }],
      [{ ...item, purpose: 'gossip' }],
      [item, item],
    ]) {
      await call(ann, 'POST', SETS, { title: 'Wrong', items }, 422);
    }
    await call(ann, 'POST', SETS, { title: '', items: [] }, 422);
  });
});
