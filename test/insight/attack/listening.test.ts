import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { pino } from 'pino';
import { askListening, type ListeningQuestion } from '../../../src/insight/listening/ask-listening.ts';
import { DAY_MS } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { queryOnce } from '../../support/postgres.ts';
import { INSIGHT, type Listeners, listeners } from '../listening/listeners.ts';
import { noiseOf } from '../noise-of.ts';

describe('who attacks listening', () => {
  let database: FreshDatabase;
  let l: Listeners;
  let logged = '';
  before(async () => {
    database = await freshDatabase();
    const log = pino({ level: 'trace' }, { write: (line: string) => (logged += line) });
    l = await listeners({ database, log });
  });

  const body = (topic: object, more: object = {}) => ({
    organisation: l.id,
    function: 'communications',
    topic,
    span: { unit: 'day', buckets: 2 },
    ...more,
  });
  const nextDay = async () => {
    await l.settle();
    l.app.clock.advance(DAY_MS);
  };
  /** Rows of tables of scores, answers and uses, as text, in which one of these stands. */
  const rowsWith = async (words: readonly string[]): Promise<string[]> => {
    const tables = [
      'post_score',
      'score_due',
      'noise_answer',
      'data_use',
      'data_use_participant',
      'listening_reading',
      'listening_alert',
    ];
    const like = words.map((word) => `'%${word}%'`).join();
    const { rows } = await queryOnce(
      database.url,
      tables
        .map(
          (name) => `select t::text as row from community.${name} t where t::text ilike any (array[${like}])`,
        )
        .join(' union all '),
    );
    return rows.map(({ row }) => row as string);
  };

  it('finds no trace of who didn’t let it, in scores, answers, uses, or the log', async () => {
    const traces: string[] = [];
    const canary = async (allow: (who: Awaited<ReturnType<Listeners['person']>>) => Promise<unknown>) => {
      const who = await l.person();
      await allow(who);
      const post = await l.say(who, 'A tourmaline, wonderful #tourmaline');
      traces.push(who.id, post);
      return who;
    };
    await canary(async () => undefined);
    await canary(async (who) => l.let(who, { kind: 'persona', persona: (await l.organisation()) as string }));
    await canary((who) =>
      l.call(who, 'PUT', '/api/privacy/v1/processing-rules/mining', {
        rules: [{ audience: l.toOrga, over: ['posts'] }],
      }),
    );
    const withdrew = await canary((who) => l.let(who));
    await l.settle();
    await l.refuse(withdrew);
    await nextDay();
    // The second lets another organisation, which has a score of its own of it.
    const own = await rowsWith(traces);
    logged = '';
    const heard: string[] = [];
    for (const topic of [
      { kind: 'everything' },
      { kind: 'hashtag', hashtag: 'tourmaline' },
      { kind: 'phrase', phrase: 'a tourmaline' },
    ]) {
      for (const path of ['listening', 'emerging-terms']) {
        const asked =
          path === 'listening' ? body(topic) : { organisation: l.id, function: 'communications', topic };
        const response = await l.ask(l.sam, 'POST', `${INSIGHT}/${path}`, asked);
        assert.equal(response.status, 200);
        heard.push(`${JSON.stringify([...response.headers])} ${await response.text()}`);
      }
    }
    await l.ask(l.sam, 'POST', `${INSIGHT}/listening`, body({ kind: 'phrase', phrase: '!' }));
    assert.deepEqual(await rowsWith(traces), own);
    assert.equal(own.length, 1, 'of the one who lets another organisation there is that score alone');
    for (const trace of traces) {
      assert.ok(!logged.includes(trace), `the log has ${trace}`);
      for (const one of heard) assert.ok(!one.includes(trace));
    }
    assert.ok(logged !== '' && !logged.includes('tourmaline'), 'nor has the log what was asked, or said');
  });

  it('learns nothing of a member from what differs: the day’s answer stays, whatever they do', async () => {
    const who = await l.speaker('What a lovely #garnet');
    await nextDay();
    const garnet = body({ kind: 'hashtag', hashtag: 'garnet' });
    const first = await l.call<Record<string, unknown>>(l.sam, 'POST', `${INSIGHT}/listening`, garnet);
    await l.refuse(who);
    const second = await l.call<Record<string, unknown>>(l.sam, 'POST', `${INSIGHT}/listening`, garnet);
    assert.deepEqual(second, first);
    const elsewhere = body({ kind: 'hashtag', hashtag: 'nobodysgarnet' });
    const other = await l.call<{ budget: { counts_left: number }; sigma: unknown }>(
      l.sam,
      'POST',
      `${INSIGHT}/listening`,
      elsewhere,
    );
    assert.deepEqual(other.sigma, first.sigma, 'and has the same noise where nobody spoke');
    assert.equal(
      other.budget.counts_left,
      (first as typeof other).budget.counts_left - 1,
      'for the same charge',
    );
  });

  it('gets by topics that contain one another nothing but noise and what each is paid for', async () => {
    const who = await l.speaker('What a lovely #opal, such an opal');
    await nextDay();
    const ask = async (topic: ListeningQuestion['topic'], seed: string) => {
      const question = {
        organisation: l.id,
        function: 'communications',
        topic,
        span: { unit: 'day', buckets: 1 },
        by: null,
      } as const;
      const deps = { ...l.app.deps, random: noiseOf(seed) };
      const told = await askListening(deps, await l.viewer(), question, instantOf(l.app.deps));
      assert.ok(told.ok);
      return told.value.answer;
    };
    const one = await ask({ kind: 'terms', hashtags: ['opal'], phrases: [] }, 'one');
    const two = await ask({ kind: 'terms', hashtags: ['opal', 'nobodysopal'], phrases: [] }, 'two');
    assert.notEqual(one.id, two.id);
    assert.ok(two.budget.spent > one.budget.spent);
    const uses = await l.call<{ deed: string }[]>(who, 'GET', '/api/privacy/v1/uses');
    assert.equal(uses.length, 2, 'each is a use that the member sees');
  });

  it('has nothing of a member whose squares would exceed what the noise is for', async () => {
    const who = await l.speaker('What a lovely #jade');
    await nextDay();
    // A score beyond what there can be is refused by the table itself.
    await assert.rejects(
      sql`update community.post_score set score = 1000 where author_id = ${who.id}`.execute(
        l.app.deps.store.community,
      ),
      /check constraint/,
    );
  });
});
