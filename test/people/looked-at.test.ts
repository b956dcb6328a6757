import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sweepLooks } from '../../src/community/looks/sweep-looks.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { dayOf, USUAL_LOOKS_A_DAY } from '../../src/store/look-counts.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600_000;

interface Notice {
  id: string;
  type: string;
  created_at: string;
  account: { id: string };
}

describe('being looked at unusually often', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = (options = {}) => makePersona(app, network, `person${++count}`, options);
  const open = (who: TestPersona | null, path: string) =>
    app.request('GET', path, who === null ? {} : { token: who.token });
  const look = async (who: TestPersona | null, whom: TestPersona, times: number, apart = MINUTE_MS) => {
    for (let n = 0; n < times; n++) {
      await open(who, `/api/v1/accounts/${whom.id}`);
      app.clock.advance(apart);
    }
  };
  const midnight = () => {
    const day = Math.floor(app.clock.now().getTime() / DAY_MS) + 1;
    app.clock.set(day * DAY_MS);
  };
  const sweep = () => sweepLooks(app.deps, instantOf(app.deps));
  const told = async (who: TestPersona) =>
    (await answerOf(await open(who, '/api/v1/notifications?types[]=looked_at'), 200)) as Notice[];
  /** As that many looks would. */
  const mark = (whom: TestPersona) =>
    app.deps.store.community
      .insertInto('community.looked_at')
      .values({
        network_id: network.id as NetworkId,
        actor_id: whom.id as ActorId,
        day: dayOf(instantOf(app.deps)),
      })
      .execute();
  const rows = async () => {
    const { community } = app.deps.store;
    return {
      keys: await community.selectFrom('community.look_key').selectAll().execute(),
      counts: await community.selectFrom('community.look_count').selectAll().execute(),
      marks: await community.selectFrom('community.looked_at').selectAll().execute(),
    };
  };

  it('is told once the day is over, and never by whom', async () => {
    const [ann, stalker] = [await person(), await person()];
    midnight();
    await look(stalker, ann, USUAL_LOOKS_A_DAY + 1);
    await sweep();
    assert.deepEqual(await told(ann), [], 'not while the day lasts');
    const during = await rows();
    assert.equal(during.keys.length, 1);
    const written = JSON.stringify(during.marks);
    assert.ok(written.includes(ann.id) && !written.includes(stalker.id));
    assert.ok(!JSON.stringify(during.counts).includes(stalker.id));
    midnight();
    app.clock.advance(17 * MINUTE_MS);
    await sweep();
    const [notice, ...others] = await told(ann);
    assert.equal(others.length, 0);
    assert.deepEqual([notice?.type, notice?.account.id], ['looked_at', ann.id]);
    assert.equal(Date.parse(notice?.created_at ?? ''), instantOf(app.deps));
    assert.ok(!JSON.stringify(notice).includes(stalker.id));
    assert.deepEqual(await told(stalker), []);
    const after = await rows();
    assert.deepEqual([after.keys, after.counts], [[], []], 'the key is destroyed, and its counts');
  });

  it('is told at most once a week', async () => {
    const [ann, stalker] = [await person(), await person()];
    const days: number[] = [];
    for (let day = 0; day < 9; day++) {
      midnight();
      await sweep();
      const [notice] = await told(ann);
      days.push(notice === undefined ? 0 : Date.parse(notice.created_at));
      assert.ok((await told(ann)).length <= 1);
      if (day === 0) await look(stalker, ann, USUAL_LOOKS_A_DAY + 1);
      else await mark(ann);
    }
    assert.equal(days[0], 0);
    assert.deepEqual(new Set(days.slice(1, 8)).size, 1);
    assert.equal((days[8] as number) - (days[1] as number), 7 * DAY_MS);
  });

  it('is not told of ordinary use', async () => {
    const [ann, viewer, other, hidden] = [
      await person(),
      await person(),
      await person(),
      await person({ presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } } }),
    ];
    midnight();
    await look(viewer, ann, USUAL_LOOKS_A_DAY);
    await look(other, ann, 2);
    await look(ann, ann, USUAL_LOOKS_A_DAY + 5);
    await look(null, ann, USUAL_LOOKS_A_DAY + 5);
    await look(viewer, other, USUAL_LOOKS_A_DAY + 10, MINUTE_MS / 2);
    await look(viewer, hidden, USUAL_LOOKS_A_DAY + 5);
    midnight();
    await look(viewer, ann, 1);
    await sweep();
    for (const who of [ann, viewer, other, hidden]) assert.deepEqual(await told(who), []);
    assert.deepEqual(
      (await rows()).marks.filter(({ told_at }) => told_at === null),
      [],
    );
  });

  it('changes nothing in what the viewer gets, and looks the same whoever looked', async () => {
    const [ann, ben, one, two] = [await person(), await person(), await person(), await person()];
    midnight();
    const wire = async (response: Response) => [
      response.status,
      [...response.headers],
      await response.text(),
    ];
    const answers = [];
    for (let n = 0; n < USUAL_LOOKS_A_DAY + 5; n++) {
      answers.push(await wire(await open(one, `/api/v1/accounts/lookup?acct=${ann.handle}`)));
      app.clock.advance(MINUTE_MS);
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    await look(two, ben, USUAL_LOOKS_A_DAY + 1);
    const seen = await wire(await open(one, '/api/v1/notifications'));
    midnight();
    await sweep();
    assert.deepEqual(await wire(await open(one, '/api/v1/notifications')), seen);
    const [[ofAnn], [ofBen]] = [await told(ann), await told(ben)];
    const plain = (notice: Notice | undefined) => ({
      ...notice,
      id: '',
      group_key: '',
      account: notice?.account.id.length,
    });
    assert.deepEqual(plain(ofAnn), plain(ofBen));
  });
});
