import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sweep } from '../../src/community/vault/housekeeping.ts';
import { instantOf } from '../../src/store/deps.ts';
import { looksOfPage } from '../../src/store/looks.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const BUDGET = 60;
const HOUR_MS = 3600_000;
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('how many people one persona may look at', () => {
  let app: TestApp;
  let network: TestNetwork;
  let shown: TestPersona;
  let hidden: TestPersona;
  let count = 0;

  before(async () => {
    app = await testApp({ looksPerHour: BUDGET });
    network = await makeNetwork(app);
    shown = await makePersona(app, network, 'shown');
    const nobody = { kind: 'nobody' };
    hidden = await makePersona(app, network, 'hidden', { presence: { see: nobody, find: nobody } });
  });

  const person = (cookie?: string) =>
    makePersona(app, network, `person${++count}`, cookie === undefined ? {} : { cookie });
  const get = (who: TestPersona | null, path: string) =>
    app.request('GET', path, who === null ? {} : { token: who.token });
  const profile = (who: TestPersona | null, id: string) => get(who, `/api/v1/accounts/${id}`);
  const statusesOf = async (asked: Promise<Response>[]) =>
    (await Promise.all(asked)).map(({ status }) => status);
  const spend = async (who: TestPersona, looks = BUDGET) => {
    for (let i = 0; i < looks; i++) assert.notEqual((await profile(who, shown.id)).status, 429);
  };
  const wire = async (response: Response) => [response.status, [...response.headers], await response.text()];

  it('lets a budget through, and then says when to go on', async () => {
    const ann = await person();
    await spend(ann);
    const refused = await profile(ann, shown.id);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), String(HOUR_MS / 1000 / BUDGET));
    const { error_description: says } = (await refused.json()) as { error_description: string };
    assert.equal(says, 'You have looked at very many people in a short time. Go on in a minute.');
    app.clock.advance(HOUR_MS / BUDGET);
    assert.equal((await profile(ann, shown.id)).status, 200);
    assert.equal((await profile(ann, shown.id)).status, 429);
    app.clock.advance(2 * HOUR_MS);
    await spend(ann);
    assert.equal((await profile(ann, shown.id)).status, 429, 'it never fills beyond an hour’s');
  });

  it('counts alike what is there, hidden or absent, and refuses alike', async () => {
    const [one, two, three] = [await person(), await person(), await person()];
    const targets = [shown.id, hidden.id, NOBODY];
    const answers = [];
    for (const [i, who] of [one, two, three].entries()) {
      const target = targets[i] as string;
      for (let n = 0; n < BUDGET; n++) await profile(who, target);
      answers.push(await wire(await profile(who, shown.id)));
      assert.deepEqual(await wire(await profile(who, target)), answers[0]);
    }
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
  });

  it('counts by the size of the page, in every list of people', async () => {
    const lists = [
      '/api/v1/directory?limit=40',
      '/api/v1/accounts/search?q=person&limit=40',
      '/api/v2/search?q=person&limit=40',
      `/api/v1/accounts/${shown.id}/followers?limit=40`,
      `/api/v1/accounts/${NOBODY}/following?limit=40`,
    ];
    assert.equal(looksOfPage({ limit: 40 }), 10);
    for (const list of lists) {
      const who = await person();
      await spend(who, BUDGET - 15);
      assert.notEqual((await get(who, list)).status, 429, list);
      assert.equal((await get(who, list)).status, 429, list);
      await spend(who, 5);
      assert.equal((await profile(who, shown.id)).status, 429, 'what was refused took nothing');
    }
  });

  it('counts a handle that is looked up', async () => {
    const who = await person();
    await spend(who);
    assert.equal((await get(who, '/api/v1/accounts/lookup?acct=shown')).status, 429);
  });

  it('holds however many ask at once', async () => {
    const who = await person();
    const statuses = await statusesOf(Array.from({ length: BUDGET + 30 }, () => profile(who, shown.id)));
    assert.equal(statuses.filter((status) => status === 200).length, BUDGET);
  });

  it('is one persona’s, and not its account’s', async () => {
    const one = await person();
    const other = await person(one.cookie);
    await spend(one);
    assert.equal((await profile(one, shown.id)).status, 429);
    assert.equal((await profile(other, shown.id)).status, 200);
  });

  it('leaves posts, one’s own profile and visitors alone', async () => {
    const who = await person();
    await spend(who);
    for (const path of [
      '/api/v1/timelines/home',
      '/api/v1/accounts/verify_credentials',
      '/api/v1/notifications',
    ]) {
      assert.equal((await get(who, path)).status, 200, path);
    }
    const visits = await statusesOf(
      Array.from({ length: BUDGET + 5 }, () => get(null, `/api/v1/accounts/${shown.id}?network=acme`)),
    );
    assert.ok(!visits.includes(429));
  });

  it('keeps one moment of each, and forgets it when it is over', async () => {
    const rows = () => app.deps.store.community.selectFrom('community.looks').selectAll().execute();
    assert.deepEqual(Object.keys((await rows())[0] ?? {}).sort(), ['network_id', 'spent_until', 'viewer_id']);
    app.clock.advance(2 * HOUR_MS);
    await sweep(app.deps, instantOf(app.deps));
    assert.deepEqual(await rows(), []);
  });
});
