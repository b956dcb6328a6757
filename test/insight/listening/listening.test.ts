import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { variancesOf } from '../../../src/insight/counting/measure.ts';
import { askListening, type ListeningQuestion } from '../../../src/insight/listening/ask-listening.ts';
import { partsOf, tellingOf } from '../../../src/insight/listening/listening-parts.ts';
import { COUNT_VARIANCE } from '../../../src/insight/noise/accounting.ts';
import { noisy } from '../../../src/insight/noise/release.ts';
import { DAY_MS } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import type { TestPersona } from '../../support/people.ts';
import { noiseOf } from '../noise-of.ts';
import { INSIGHT, type Listeners, listeners } from './listeners.ts';

const API = '/api/privacy/v1';
const LISTENING = `${INSIGHT}/listening`;
const GOOD = 'I love #coffee, it is wonderful!';
const BAD = 'I hate #coffee, it is terrible!';
const FOREIGN = 'Das ist ein schöner Tag, und wir trinken heute alle zusammen #coffee im Garten.';

interface ListeningJson {
  id: string;
  buckets: {
    from: string;
    members: {
      count: number | null;
      fewer_than: number | null;
      interval: { low: number; high: number } | null;
    };
    posts: { count: number | null };
    mood: { mean: number; low: number; high: number } | null;
  }[];
  groups?: { value: string | null; buckets: unknown[] }[];
  other_languages: { share: number } | null;
  sigma: { members: number; posts: number; mood: number };
  budget: { counts_left: number };
  same_until: string;
}

describe('listening', () => {
  let l: Listeners;
  before(async () => {
    l = await listeners();
  });

  const asked = (more: Partial<ListeningQuestion> = {}): ListeningQuestion => ({
    organisation: l.id,
    function: 'communications',
    topic: { kind: 'terms', hashtags: ['coffee'], phrases: [] },
    span: { unit: 'day', buckets: 1 },
    by: null,
    ...more,
  });
  let turn = 0;
  /** The true numbers, part by part: what is told with noise that is known, without it; of a question that nobody has asked. */
  const truth = async (more: Partial<ListeningQuestion> = {}): Promise<number[][]> => {
    const question = asked(more);
    const seed = `truth ${++turn}`;
    const parts = partsOf((question.by?.values.length ?? 0) + 1, question.span.buckets);
    await sql`delete from community.noise_answer where organisation_id = ${l.id}`.execute(
      l.app.deps.store.community,
    );
    const told = await askListening(
      { ...l.app.deps, random: loud(seed, parts) },
      await l.viewer(),
      question,
      instantOf(l.app.deps),
    );
    assert.ok(told.ok);
    const noise = noiseIn(seed, parts);
    return told.value.answer.parts.map((part, n) =>
      part.map((cell, at) => (cell === null ? Number.NaN : cell - (noise[n]?.[at] ?? 0))),
    );
  };
  const seeds = new Map<string, string>();
  /** Noise by which all is told, whatever is true. */
  const loud = (seed: string, parts: ReturnType<typeof partsOf>) => {
    for (let n = 0; n < 100_000; n++) {
      const noise = noiseIn(`${seed} ${n}`, parts);
      if (!tellingOf(noise, 10, []).flat().includes(null)) {
        seeds.set(seed, `${seed} ${n}`);
        return noiseOf(`${seed} ${n}`);
      }
    }
    throw new Error('no noise is so loud');
  };
  const noiseIn = (seed: string, parts: ReturnType<typeof partsOf>): number[][] => {
    const random = noiseOf(seeds.get(seed) ?? seed);
    return parts.map(({ cells }, n) =>
      Array.from({ length: cells }, () => noisy(random, 0, variancesOf(parts, COUNT_VARIANCE)[n] ?? 0n)),
    );
  };
  const post = (body: object, status = 200) => l.call<ListeningJson>(l.sam, 'POST', LISTENING, body, status);
  const body = (more: object = {}) => ({
    organisation: l.id,
    function: 'communications',
    topic: { kind: 'hashtag', hashtag: '#Coffee' },
    span: { unit: 'day', buckets: 1 },
    ...more,
  });
  const nextDay = async () => {
    await l.settle();
    l.app.clock.advance(DAY_MS);
  };
  const uses = (who: TestPersona) => l.call<{ deed: string; purpose: string }[]>(who, 'GET', `${API}/uses`);

  it('has in it whoever lets it, by what the organisation may see of what they said, and nobody else (P7)', async () => {
    const [one, two] = [await l.speaker(GOOD), await l.speaker(BAD, FOREIGN)];
    const silent = await l.person();
    await l.say(silent, GOOD);
    const elsewhere = await l.person();
    await l.let(elsewhere, { kind: 'persona', persona: await l.organisation() });
    await l.say(elsewhere, GOOD);
    const hidden = await l.person();
    await l.let(hidden);
    await l.say(hidden, GOOD, { visibility: 'private' });
    const blocker = await l.speaker(GOOD);
    await l.call(blocker, 'POST', `/api/v1/accounts/${l.id}/block`);
    const withdrew = await l.speaker(GOOD);
    await nextDay();
    await l.refuse(withdrew);
    const [members, posts, [mood = 0] = [], languages] = await truth();
    assert.deepEqual([members, posts], [[2], [2]]);
    assert.ok(Math.abs(mood) < 60, 'one is glad and one is not');
    assert.deepEqual(languages, [50, 150]);
    for (const who of [one, two]) {
      assert.deepEqual(
        (await uses(who)).map(({ deed, purpose }) => `${deed} ${purpose}`),
        ['listened sentiment-monitoring'],
      );
    }
    for (const who of [silent, elsewhere, hidden, blocker, withdrew]) assert.deepEqual(await uses(who), []);
  });

  it('has in it nothing that stands under a hashtag, or in a space, that is marked', async () => {
    const who = await l.speaker('We grow #orchids with #mulch.', 'We buy #mulch.');
    const made = { handle: 'greenhouse', title: 'Greenhouse', note: '', openness: 'open' };
    const { id: space } = await l.call<{ id: string }>(who, 'POST', `${API}/spaces`, made, 201);
    await l.say(who, 'In here #mulch is warm.', { space_id: space, audience: { kind: 'network' } });
    await nextDay();
    const posts = async () =>
      (await truth({ topic: { kind: 'terms', hashtags: ['mulch'], phrases: [] } }))[1];
    assert.deepEqual(await posts(), [3]);
    const mark = (sensitive: boolean) =>
      l.call(l.network.admin, 'PUT', `${API}/networks/${l.network.slug}/sensitive-tags/Orchids`, {
        sensitive,
      });
    await mark(true);
    assert.deepEqual(await posts(), [2]);
    await l.call(who, 'PUT', `${API}/spaces/${space}/sensitive`, { sensitive: true });
    assert.deepEqual(await posts(), [1]);
    await mark(false);
    assert.deepEqual(await posts(), [2]);
    await l.refuse(who);
  });

  it('has a member in so many days, with so many posts, and no more', async () => {
    const who = await l.person();
    await l.let(who);
    for (let day = 0; day < 7; day++) {
      for (let n = 0; n < 5; n++) await l.say(who, `I love #tea and cake ${day} ${n}`);
      await nextDay();
    }
    const [members = [], posts = [], moods = []] = await truth({
      topic: { kind: 'terms', hashtags: ['tea'], phrases: [] },
      span: { unit: 'day', buckets: 1 },
    });
    assert.deepEqual([members, posts], [[1], [3]]);
    assert.ok((moods[0] ?? 0) > 0 && (moods[0] ?? 0) <= 100);
    const week = {
      topic: { kind: 'terms', hashtags: ['tea'], phrases: [] },
      span: { unit: 'day', buckets: 7 },
    } as const;
    const [inDays = [], posted = [], mood = []] = await truth(week);
    assert.equal(inDays.filter((n) => n === 1).length, 4, 'in four of seven days');
    assert.deepEqual([inDays.filter((n) => n === 0).length, posted.reduce((sum, n) => sum + n, 0)], [3, 12]);
    assert.deepEqual(
      inDays.map((n) => n > 0),
      mood.map((sum) => sum > 0),
    );
    assert.deepEqual((await truth(week))[0], inDays, 'the same ones whenever it is asked');
  });

  it('is the same question however it is said, for one charge', async () => {
    await l.speaker('The rye bread of today is wonderful');
    await nextDay();
    const first = await post(body({ topic: { kind: 'phrase', phrase: 'rye bread' } }));
    const saved = await l.call<{ id: string }>(
      l.sam,
      'POST',
      `${INSIGHT}/topics`,
      {
        organisation: l.id,
        function: 'communications',
        title: 'Bread',
        phrases: ['RYE, bread!', 'rye   bread'],
      },
      201,
    );
    const day = new Date(instantOf(l.app.deps)).toISOString().slice(0, 10);
    const wordier = await l.call<{ id: string }>(
      l.sam,
      'POST',
      `${INSIGHT}/topics`,
      {
        organisation: l.id,
        function: 'communications',
        title: 'Bread, and more of it',
        phrases: ['the rye bread', 'rye bread', 'rye bread of today'],
      },
      201,
    );
    for (const same of [
      { topic: { kind: 'phrase', phrase: '  Rye  BREAD. ' } },
      { topic: { kind: 'saved', topic: wordier.id } },
      { topic: { kind: 'saved', topic: saved.id } },
      { topic: { kind: 'phrase', phrase: 'rye bread' }, span: { unit: 'day', buckets: 1, until: day } },
      { topic: { kind: 'phrase', phrase: 'rye bread' }, by: null },
    ]) {
      const again = await post(body(same));
      assert.equal(again.id, first.id, JSON.stringify(same));
      assert.deepEqual([again.buckets, again.budget], [first.buckets, first.budget]);
    }
    const hashtag = await post(body({ topic: { kind: 'hashtag', hashtag: 'bread' } }));
    assert.notEqual(hashtag.id, first.id);
    assert.equal(hashtag.budget.counts_left, first.budget.counts_left - 1);
  });

  it('finds phrases by whole words, and spaces by what is said in them', async () => {
    const who = await l.person();
    await l.let(who);
    await l.say(who, 'Stroopwafels are lovely');
    const space = await l.call<{ id: string }>(
      who,
      'POST',
      `${API}/spaces`,
      { handle: 'bakers', title: 'Bakers', openness: 'open' },
      201,
    );
    await nextDay();
    const many = async (topic: ListeningQuestion['topic']) => (await truth({ topic }))[0]?.[0];
    assert.equal(await many({ kind: 'terms', hashtags: [], phrases: ['stroopwafels are'] }), 1);
    assert.equal(await many({ kind: 'terms', hashtags: [], phrases: ['stroop'] }), 0);
    assert.equal(await many({ kind: 'space', space: space.id as never }), 0);
    assert.ok(((await many({ kind: 'everything' })) ?? 0) >= 1);
    await post(body({ topic: { kind: 'space', space: l.sam.id } }), 404);
  });

  it('of a space is told again to whoever may know of the space, and is nothing to their colleagues', async () => {
    const colleague = await l.person();
    const staff = `${API}/organisations/${l.id}/staff/${colleague.id}`;
    await l.call(l.network.admin, 'PUT', staff, { functions: ['communications'] }, 204);
    const made = { handle: 'cellar', title: 'Cellar', openness: 'secret' };
    const space = await l.call<{ id: string }>(l.sam, 'POST', `${API}/spaces`, made, 201);
    const ids = async (who: TestPersona) =>
      (
        await l.call<{ id: string; question: string }[]>(
          who,
          'GET',
          `${INSIGHT}/answers?organisation=${l.id}&limit=5`,
        )
      ).filter(({ question }) => question.includes(space.id));
    const topic = { kind: 'space', space: space.id };
    const heard = await post(body({ topic }));
    const words = { organisation: l.id, function: 'communications', topic };
    const terms = await l.call<{ id: string }>(l.sam, 'POST', `${INSIGHT}/emerging-terms`, words);
    assert.deepEqual(
      (await ids(l.sam)).map(({ id }) => id),
      [terms.id, heard.id],
    );
    assert.deepEqual(await ids(colleague), []);
    for (const { id } of [heard, terms]) {
      const path = `${INSIGHT}/answers/${id}`;
      await l.call(l.sam, 'GET', `${path}?organisation=${l.id}`);
      for (const one of [path, `${path}/csv`]) {
        await l.call(colleague, 'GET', `${one}?organisation=${l.id}`, undefined, 404);
      }
    }
    const open = await post(body({ topic: { kind: 'hashtag', hashtag: 'cellar' } }));
    await l.call(colleague, 'GET', `${INSIGHT}/answers/${open.id}?organisation=${l.id}`);
  });

  it('is told apart by what members show and let be used, each in one group', async () => {
    const show = async (who: TestPersona, value: string) => {
      const { id } = await l.call<{ id: string }>(
        who,
        'POST',
        `${API}/attributes`,
        { kind: 'interest', value },
        201,
      );
      await l.call(who, 'PUT', `${API}/attributes/${id}/disclosure`, {
        precision: 'exact',
        audience: l.toOrga,
      });
    };
    const speaks = async (values: readonly string[], over: readonly string[]) => {
      const who = await l.person();
      await l.call(who, 'PUT', `${API}/processing-rules/sentiment-monitoring`, {
        rules: [{ audience: l.toOrga, over }],
      });
      for (const value of values) await show(who, value);
      await l.say(who, 'I love #cocoa');
    };
    await speaks(['cats'], ['posts', 'attributes']);
    await speaks(['cats', 'dogs'], ['posts', 'attributes']);
    await speaks(['newts'], ['posts', 'attributes']);
    await speaks(['dogs'], ['posts']);
    await speaks([], ['posts', 'attributes']);
    await nextDay();
    const cocoa = { topic: { kind: 'terms', hashtags: ['cocoa'], phrases: [] } } as const;
    const by = { attribute: 'interest', values: ['cats', 'dogs'] } as const;
    const at = instantOf(l.app.deps);
    await sql`delete from community.noise_answer where organisation_id = ${l.id}`.execute(
      l.app.deps.store.community,
    );
    const told = await askListening(l.app.deps, await l.viewer(), asked({ ...cocoa, by }), at);
    assert.ok(told.ok);
    assert.equal(told.value.answer.parts[0]?.length, 3);
    const { rows } = await sql<{ n: number }>`select count(*) as n from community.data_use_participant p
      join community.data_use u on u.network_id = p.network_id and u.id = p.use_id
      where u.organisation_id = ${l.id} and u.used_at = ${new Date(at).toISOString()}::timestamptz`.execute(
      l.app.deps.store.community,
    );
    assert.equal(rows[0]?.n, 3, 'who shows nothing, and whose attributes may not be used, isn’t in it');
    const answer = await post(body({ topic: { kind: 'hashtag', hashtag: 'cocoa' }, by }));
    assert.deepEqual(
      answer.groups?.map(({ value }) => value),
      ['cats', 'dogs', null],
    );
  });

  it('is told with its noise, its minimum and its cost, and is read by whoever sits in the function alone', async () => {
    const other = await l.person();
    await l.call(other, 'POST', LISTENING, body(), 404);
    await l.call(l.sam, 'POST', LISTENING, body({ function: 'sales' }), 404);
    const answer = await post(body({ span: { unit: 'week', buckets: 13 } }));
    assert.equal(answer.buckets.length, 13);
    assert.ok(answer.sigma.members > 250 && answer.sigma.mood > 25_000);
    for (const { members, mood } of answer.buckets) {
      if (members.count === null) assert.ok(members.fewer_than === 10 && mood === null);
      else
        assert.ok(
          members.interval !== null && mood !== null && mood.low <= mood.mean && mood.mean <= mood.high,
        );
    }
    for (const wrong of [
      { span: { unit: 'day', buckets: 14 } },
      { span: { unit: 'day', buckets: 1, until: '2099-01-01' } },
      { topic: { kind: 'phrase', phrase: '!!!' } },
      { topic: { kind: 'hashtag', hashtag: 'two words' } },
      { by: { attribute: 'gender', values: ['x'] } },
      { function: 'listening' },
    ]) {
      const refused = await l.ask(l.sam, 'POST', LISTENING, body(wrong));
      assert.equal(refused.status, 422, `${JSON.stringify(wrong)} ${await refused.text()}`);
    }
  });

  it('is of nothing that was edited away, deleted, or not yet scored', async () => {
    const who = await l.speaker('I love #nutmeg');
    await l.settle();
    const [one] = await l.scores(who);
    await l.say(who, 'I love #nutmeg so much');
    l.app.clock.advance(DAY_MS);
    const nutmeg = { topic: { kind: 'terms', hashtags: ['nutmeg'], phrases: [] } } as const;
    assert.deepEqual((await truth(nutmeg))[1], [1], 'what isn’t scored yet is not in it');
    await l.settle();
    assert.deepEqual((await truth(nutmeg))[1], [2]);
    await l.call(who, 'DELETE', `/api/v1/statuses/${one?.post}`);
    assert.deepEqual((await truth(nutmeg))[1], [1]);
    await l.refuse(who);
    assert.deepEqual((await truth(nutmeg))[0], [0]);
  });
});
