import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { askEmerging, toldFrom } from '../../../src/insight/listening/ask-emerging.ts';
import { newStretch, newWords } from '../../../src/insight/listening/new-words.ts';
import { COUNT_VARIANCE } from '../../../src/insight/noise/accounting.ts';
import { DAY_MS, type NetworkId } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { crowd } from './crowd.ts';
import { INSIGHT, type Listeners, listeners } from './listeners.ts';

const EMERGING = `${INSIGHT}/emerging-terms`;

interface EmergingJson {
  id: string;
  terms: {
    term: string;
    kind: string;
    members: { count: number; interval: { low: number; high: number } };
  }[];
  told_from: number;
  words_of_member: number;
  budget: { counts_left: number };
}

describe('words that come up', () => {
  let l: Listeners;
  before(async () => {
    l = await listeners();
    const now = instantOf(l.app.deps);
    await crowd(l, 'crowd', 1400, [
      { text: 'The weather was lovely', at: now - 20 * DAY_MS, score: 40 },
      {
        text: 'The weather, and a pregnant quokka with ferrets: #quokkas',
        at: now - 2 * DAY_MS,
        score: 40,
        tag: 'quokkas',
      },
    ]);
    await crowd(l, 'few', 60, [
      { text: 'The weather was lovely', at: now - 20 * DAY_MS, score: 40 },
      { text: 'A numbat', at: now - 2 * DAY_MS, score: 40 },
    ]);
  });

  const body = (more: object = {}) => ({ organisation: l.id, function: 'communications', ...more });
  const wordsOf = async (who: string) => {
    const { rows } = await sql<{ term: string }>`select f.term from (${newWords(
      {
        network: l.network.id as NetworkId,
        policies: [],
        organisation: l.id,
        function: 'communications',
        sought: [],
        by: null,
        at: instantOf(l.app.deps),
      },
      newStretch(instantOf(l.app.deps)),
    )}) f where f.subject = ${who} order by 1`.execute(l.app.deps.store.community);
    return rows.map(({ term }) => term);
  };

  const mark = (sensitive: boolean) =>
    l.call(l.network.admin, 'PUT', `/api/privacy/v1/networks/${l.network.slug}/sensitive-tags/Ferrets`, {
      sensitive,
    });

  it('are none by which nobody is counted: of Article 9, or marked by the network', async () => {
    const topic = { kind: 'phrase', phrase: 'weather' };
    const ask = async () =>
      (await l.call<EmergingJson>(l.sam, 'POST', EMERGING, body({ topic }))).terms.map(({ term }) => term);
    await mark(true);
    assert.deepEqual((await ask()).sort(), ['quokka', 'quokkas']);
    const { rows } = await sql<{ row: string }>`select a::text as row from community.noise_answer a
      where a::text ~ 'pregnant|ferrets'`.execute(l.app.deps.store.community);
    assert.deepEqual(rows, [], 'nor are they kept');
    await mark(false);
    l.app.clock.advance(DAY_MS);
    assert.deepEqual((await ask()).sort(), ['ferrets', 'quokka', 'quokkas']);
  });

  it('are told where so many use them that it tells of none of them, by which noise they were', async () => {
    const told = await l.call<EmergingJson>(l.sam, 'POST', EMERGING, body());
    assert.ok(told.told_from > 7 * Math.sqrt(4 * Number(COUNT_VARIANCE)));
    assert.deepEqual(told.terms.map(({ term, kind }) => `${kind} ${term}`).sort(), [
      'hashtag quokkas',
      'word ferrets',
      'word quokka',
    ]);
    for (const { members } of told.terms) {
      assert.ok(members.count >= told.told_from && Math.abs(members.count - 1400) < 1000);
      assert.ok(members.interval.low < members.count && members.count < members.interval.high);
    }
    const again = await l.call<EmergingJson>(
      l.sam,
      'POST',
      EMERGING,
      body({ topic: { kind: 'everything' } }),
    );
    assert.deepEqual(again, told);
  });

  it('are nobody’s own: of few who use a word it isn’t told, whatever the noise', async () => {
    for (let n = 0; n < 5; n++) {
      await sql`delete from community.noise_answer where organisation_id = ${l.id}`.execute(
        l.app.deps.store.community,
      );
      const told = await askEmerging(
        l.app.deps,
        await l.viewer(),
        { organisation: l.id, function: 'communications', topic: { kind: 'everything' } },
        instantOf(l.app.deps),
      );
      assert.ok(told.ok && !told.value.answer.words.includes('numbat'));
    }
    const { rows } = await sql<{ row: string }>`select a::text as row from community.noise_answer a
      where a::text like '%numbat%'`.execute(l.app.deps.store.community);
    assert.deepEqual(rows, [], 'nor kept');
  });

  it('are of each member at most so many, new to them, and neither names nor addresses', async () => {
    const who = await l.person();
    const newcomer = await l.person();
    await l.person({ handle: 'wilhelmina' });
    await l.let(who);
    await l.let(newcomer);
    await l.say(who, 'I bought oranges');
    l.app.clock.advance(10 * DAY_MS);
    await l.say(
      who,
      'Wonderful oranges and lemons, says @wilhelmina: Wilhelmina at some.one@example.org, https://example.org/secret 12345',
    );
    await l.say(newcomer, 'Wonderful oranges and lemons');
    await l.settle();
    l.app.clock.advance(DAY_MS);
    const words = await wordsOf(who.id);
    assert.deepEqual(words, ['lemons', 'says', 'wonderful']);
    assert.deepEqual(await wordsOf(newcomer.id), [], 'to who has just come all words would be new');
    await l.say(who, 'apples, pears, cherries, plums, grapes #fruit #fruitsalad');
    await l.settle();
    l.app.clock.advance(DAY_MS);
    const most = await wordsOf(who.id);
    assert.equal(most.length, 4);
    assert.deepEqual(most.slice(0, 2), ['#fruit', '#fruitsalad']);
  });

  it('have in them only who lets it now', async () => {
    const who = await l.speaker('I bought oranges');
    l.app.clock.advance(10 * DAY_MS);
    await l.say(who, 'Marvellous lemons');
    await l.settle();
    l.app.clock.advance(DAY_MS);
    assert.deepEqual(await wordsOf(who.id), ['lemons', 'marvellous']);
    await l.refuse(who);
    assert.deepEqual(await wordsOf(who.id), []);
  });

  it('have in them nobody whose allowance is used up: not even noise is drawn for their words', async () => {
    const who = await l.speaker('I bought marmalade');
    l.app.clock.advance(10 * DAY_MS);
    await l.say(who, 'Marmalade and gooseberries');
    await l.settle();
    l.app.clock.advance(DAY_MS);
    let drawn = 0;
    const random: typeof l.app.deps.random = (bytes) => {
      drawn++;
      return l.app.deps.random(bytes);
    };
    const ask = async (phrase: string) => {
      drawn = 0;
      const topic = { kind: 'terms', hashtags: [], phrases: [phrase] } as const;
      const asked = { organisation: l.id, function: 'communications', topic } as const;
      assert.ok((await askEmerging({ ...l.app.deps, random }, await l.viewer(), asked, now())).ok);
      return drawn > 0;
    };
    const now = () => instantOf(l.app.deps);
    assert.equal(await ask('marmalade'), true);
    await l.call(who, 'PUT', '/api/privacy/v1/allowance', { share: 'none' });
    assert.equal(await ask('marmalade or jam'), false, 'nobody said that');
    l.app.clock.advance(1000);
    await sql`delete from community.noise_answer where organisation_id = ${l.id}`.execute(
      l.app.deps.store.community,
    );
    assert.equal(await ask('marmalade'), false);
  });

  it('are for who sits in the function', async () => {
    await l.call(await l.person(), 'POST', EMERGING, body(), 404);
    await l.call(l.sam, 'POST', EMERGING, body({ function: 'sales' }), 404);
  });

  it('hide a word of one member as rarely as is promised', () => {
    const variance = 4n * COUNT_VARIANCE;
    assert.ok(toldFrom(variance, 10) - 1 > 7 * Math.sqrt(Number(variance)));
  });
});
