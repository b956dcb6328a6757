import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { runWatches } from '../../../src/insight/listening/run-watches.ts';
import { COUNT_RHO, MOST_RHO } from '../../../src/insight/noise/accounting.ts';
import { DAY_MS } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { crowd } from './crowd.ts';
import { INSIGHT, type Listeners, listeners } from './listeners.ts';

const WATCHES = `${INSIGHT}/watches`;

interface WatchJson {
  id: string;
  topic: { id: string; title: string };
  until: string;
  ran_on: string | null;
  questions_left: number;
  ended_because: string | null;
}
interface AlertJson {
  topic: { title: string };
  kind: string;
  day: string;
  before_day: string;
  now: number;
  before: number;
}

describe('watched topics', () => {
  let l: Listeners;
  let turn = 0;
  before(async () => {
    l = await listeners();
  });

  const day = (days = 0) => new Date(instantOf(l.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const topic = async (hashtag = `tag${++turn}`) =>
    (
      await l.call<{ id: string }>(
        l.sam,
        'POST',
        `${INSIGHT}/topics`,
        { organisation: l.id, function: 'communications', title: `Word of ${hashtag}`, hashtags: [hashtag] },
        201,
      )
    ).id;
  const watch = async (of: string, until = day(30), status = 201) =>
    l.call<WatchJson>(l.sam, 'POST', WATCHES, { topic: of, until }, status);
  const list = () =>
    l.call<{ watches: WatchJson[]; budget: { counts_left: number } }>(
      l.sam,
      'GET',
      `${WATCHES}?organisation=${l.id}`,
    );
  const found = async (id: string) => (await list()).watches.find((one) => one.id === id);
  const run = () => runWatches(l.app.deps, instantOf(l.app.deps));
  const alerts = () => l.call<AlertJson[]>(l.sam, 'GET', `${INSIGHT}/alerts?organisation=${l.id}`);

  it('are asked once a day, for one question each, which is said before', async () => {
    const left = (await list()).budget.counts_left;
    const one = await watch(await topic(), day(2));
    assert.equal(one.questions_left, 3);
    await run();
    await Promise.all([run(), run()]);
    assert.equal((await list()).budget.counts_left, left - 1);
    assert.deepEqual([(await found(one.id))?.ran_on, (await found(one.id))?.questions_left], [day(), 2]);
    l.app.clock.advance(DAY_MS);
    await run();
    l.app.clock.advance(DAY_MS);
    await run();
    assert.equal((await list()).budget.counts_left, left - 3);
    l.app.clock.advance(DAY_MS);
    await run();
    assert.equal((await found(one.id))?.ended_because, 'over');
    assert.equal((await list()).budget.counts_left, left - 3);
  });

  it('end when the topic does, when nobody sits in the function, when they are ended, and with the budget', async () => {
    const gone = await topic();
    const [first, second] = [await watch(gone), await watch(await topic())];
    await l.call(l.sam, 'DELETE', `${INSIGHT}/topics/${gone}`, undefined, 204);
    await l.call(l.sam, 'DELETE', `${WATCHES}/${second.id}`, undefined, 204);
    await run();
    assert.equal((await found(first.id))?.ended_because, 'topic');
    assert.equal((await found(second.id))?.ended_because, 'stopped');
    const third = await watch(await topic());
    await sql`update community.noise_budget set spent = ${Number(MOST_RHO - COUNT_RHO / 2n)}
      where organisation_id = ${l.id}`.execute(l.app.deps.store.community);
    await run();
    assert.equal((await found(third.id))?.ended_because, 'budget');
    await sql`update community.noise_budget set spent = 0 where organisation_id = ${l.id}`.execute(
      l.app.deps.store.community,
    );
  });

  it('are begun by whoever sits in the function, of a topic that is there and not watched yet', async () => {
    const of = await topic();
    const other = await l.person();
    await l.call(other, 'POST', WATCHES, { topic: of, until: day(3) }, 404);
    await l.call(other, 'GET', `${WATCHES}?organisation=${l.id}`, undefined, 404);
    await l.call(other, 'GET', `${INSIGHT}/alerts?organisation=${l.id}`, undefined, 404);
    const made = await watch(of);
    await l.call(other, 'DELETE', `${WATCHES}/${made.id}`, undefined, 404);
    await watch(of, day(30), 409);
    await watch(await topic(), day(-1), 422);
    await watch(await topic(), day(200), 422);
  });

  it('tell of a shift that noise doesn’t explain, to who sits in the function, and of no other', async () => {
    const [shifting, steady] = [await topic('shifting'), await topic('steady')];
    await watch(shifting);
    await watch(steady);
    const now = instantOf(l.app.deps);
    const yesterday = (Math.floor(now / DAY_MS) - 1) * DAY_MS + 3_600_000;
    // A week apart, the same many speak of the one, and of the other fewer before than now.
    await crowd(l, 'many', 1500, [
      { text: 'Of the #steady', at: yesterday, score: 20, tag: 'steady' },
      { text: 'Of the #steady', at: yesterday + 7 * DAY_MS, score: 20, tag: 'steady' },
      { text: 'Of the #shifting', at: yesterday + 7 * DAY_MS, score: 20, tag: 'shifting' },
    ]);
    await run();
    assert.deepEqual(await alerts(), []);
    l.app.clock.advance(7 * DAY_MS);
    await run();
    await l.drain();
    const told = await alerts();
    assert.ok(told.length >= 1, 'the shift is told');
    for (const one of told) assert.equal(one.topic.title, 'Word of shifting');
    const [members] = told.filter(({ kind }) => kind === 'members');
    assert.ok(members !== undefined && members.now > members.before + 600);
    assert.deepEqual([members.day, members.before_day], [day(-1), day(-8)]);
    const notified = await l.call<{ type: string }[]>(l.sam, 'GET', '/api/v1/notifications');
    assert.equal(notified.filter(({ type }) => type === 'listening_shift').length, 1);
    await run();
    assert.deepEqual(await alerts(), told, 'once');
  });

  it('compare nothing with what was asked of another version', async () => {
    const of = await topic('versions');
    await watch(of);
    const yesterday = (Math.floor(instantOf(l.app.deps) / DAY_MS) - 1) * DAY_MS + 3_600_000;
    await run();
    await l.call(l.sam, 'PUT', `${INSIGHT}/topics/${of}`, {
      function: 'communications',
      title: 'Another',
      hashtags: ['another'],
    });
    await crowd(l, 'anew', 1500, [
      { text: 'Of #another', at: yesterday + 7 * DAY_MS, score: 20, tag: 'another' },
    ]);
    l.app.clock.advance(7 * DAY_MS);
    await run();
    assert.ok((await alerts()).every(({ topic: { title } }) => title !== 'Another'));
  });
});
