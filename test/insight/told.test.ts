import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { answerParts } from '../../src/insight/counting/answer-once.ts';
import { whereMembersAre } from '../../src/insight/counting/measure.ts';
import { COUNT_VARIANCE } from '../../src/insight/noise/accounting.ts';
import { halfWidthOf } from '../../src/insight/noise/release.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseBelow, noiseBetween } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const HALF_WIDTH = halfWidthOf(COUNT_VARIANCE);
const ANSWERS = `${INSIGHT}/answers`;

interface NumberJson {
  label: string | null;
  count: number | null;
  fewer_than: number | null;
  interval: { from: number; to: number; share: number } | null;
}

interface AnswerJson {
  id: string;
  what: string;
  question: string;
  question_text: string;
  asked_at: string;
  same_until: string;
  minimum: number;
  noise: { kind: string; epsilon: string; delta: number };
  parts: { sigma: number; numbers: NumberJson[] }[];
}

interface UseJson {
  id: string;
  deed: string;
  learnt: (Omit<NumberJson, 'label'> & { what: string; numbers: number; sigma: number }) | null;
}

describe('what an organisation was told', () => {
  let t: Targeting;
  let shown: TestPersona;
  let random: (bytes: number) => Buffer = randomBytes;

  before(async () => {
    t = await targeting({ random: (bytes: number) => random(bytes) });
    shown = await t.member({
      interest: 'cats',
      born: '1980-01-01',
      lets: ['offer-targeting', 'aggregation'],
    });
  });

  const list = (who: TestPersona = t.sam, more = '') =>
    t.call<AnswerJson[]>(who, 'GET', `${ANSWERS}?organisation=${t.id}${more}`);
  const count = async (purpose: string, noise = noiseBetween(150, 250)) => {
    random = noise;
    const told = await t.call<{ id: string; count: number | null }>(t.sam, 'POST', `${INSIGHT}/counts`, {
      organisation: t.id,
      function: 'marketing',
      purpose,
      what: 'attributes',
    });
    random = randomBytes;
    return told;
  };
  const spent = async () =>
    (await t.call<{ epsilon_spent: string }>(t.sam, 'GET', `${INSIGHT}/budget?organisation=${t.id}`))
      .epsilon_spent;
  const uses = (who: TestPersona, form: string) =>
    t.call<UseJson[]>(who, 'GET', `/api/privacy/v1/uses?form=${form}`);

  it('is listed with its question, its noise and its interval, latest first, and costs nothing again', async () => {
    const asked = await count('offer-targeting');
    await count('aggregation');
    const before_ = await spent();
    const [second, first] = await list();
    assert.equal(first?.id, asked.id);
    assert.equal(
      first?.question_text,
      'How many members let us use their attributes, for offer targeting, in marketing',
    );
    assert.equal(first.question, '{"count":"attributes","for":"offer-targeting","in":"marketing"}');
    assert.match(second?.question_text ?? '', /for aggregation/);
    assert.deepEqual(first.noise, { kind: 'discrete-gaussian', epsilon: '0.099996', delta: 1e-9 });
    assert.equal(first.minimum, 10);
    const told = asked.count ?? 0;
    assert.ok(told >= 150);
    assert.deepEqual(first.parts, [
      {
        sigma: 64.45,
        numbers: [
          {
            label: null,
            count: told,
            fewer_than: null,
            interval: { from: Math.max(0, told - HALF_WIDTH), to: told + HALF_WIDTH, share: 0.95 },
          },
        ],
      },
    ]);
    assert.equal(await spent(), before_);
    const one = await t.call<AnswerJson>(t.sam, 'GET', `${ANSWERS}/${first.id}?organisation=${t.id}`);
    assert.deepEqual(one, first);
  });

  it('comes page by page', async () => {
    const all = await list();
    const [newest] = await list(t.sam, '&limit=1');
    assert.deepEqual(newest, all[0]);
    const older = await list(t.sam, `&max_id=${newest?.id}`);
    assert.deepEqual(older, all.slice(1));
  });

  it('is a file that states the noise in each row', async () => {
    const [newest] = await list();
    const path = `${ANSWERS}/${newest?.id}/csv?organisation=${t.id}`;
    const response = await t.ask(t.sam, 'GET', path);
    assert.match(response.headers.get('content-disposition') ?? '', /answer-attributes-2026-03-01\.csv/);
    const [head = '', row = '', ...rest] = (await response.text()).trimEnd().split('\r\n');
    assert.deepEqual(rest, []);
    for (const name of ['sigma', 'epsilon', 'delta', 'minimum', 'noise', 'asked_at', 'question'])
      assert.ok(head.split(',').includes(name), name);
    assert.match(row, /64\.45,discrete-gaussian,0\.099996,1e-9,10,2026-03-01T/);
    assert.match(row, /"How many members let us use their attributes, for aggregation, in marketing"/);
  });

  it('names the rows of a table', async () => {
    const definition = {
      function: 'marketing',
      purpose: 'aggregation',
      attribute: 'interest',
      values: ['cats', 'dogs'],
      until: '2026-05-01',
    };
    await t.sign('export', JSON.stringify(definition));
    await t.call(t.sam, 'POST', `${INSIGHT}/exports`, { organisation: t.id, definition });
    const [table] = await list();
    assert.equal(table?.what, 'export');
    assert.deepEqual(
      table.parts.map(({ numbers }) => numbers.map(({ label }) => label)),
      [['cats', 'dogs', null]],
    );
  });

  it('has each kind of number with its own noise, however many there are of each', async () => {
    const { deps } = t.app;
    const parts = [
      { cells: 2, squared: 1n },
      { cells: 3, squared: 9n },
    ];
    const at = instantOf(deps);
    const asked = {
      organisation: t.id as ActorId,
      function: 'marketing',
      purpose: 'mining',
      what: 'kinds',
      canonical: '{"kinds":"of numbers"}',
    } as const;
    const told = await answerParts(
      deps,
      t.network.id as NetworkId,
      asked,
      {
        parts,
        telling: whereMembersAre,
        count: async () => [
          [1000, 2000],
          [-300, 0, 300],
        ],
      },
      at,
    );
    assert.ok(told.ok);
    const [newest] = await list();
    assert.deepEqual(
      newest?.parts.map(({ numbers }) => numbers.map((one) => one.count)),
      told.value.parts,
    );
    const sigma = (times: bigint) => Math.floor(100 * Math.sqrt(Number(COUNT_VARIANCE * times))) / 100;
    assert.deepEqual(
      newest?.parts.map((part) => part.sigma),
      [sigma(2n), sigma(18n)],
    );
    const [sum] = newest?.parts[1]?.numbers ?? [];
    assert.ok((sum?.interval?.from ?? 0) < -300, 'what isn’t a count may be below nought');
    assert.equal(newest?.parts[1]?.numbers.at(-1)?.fewer_than, null);
  });

  it('is absent to whoever holds no seat, and what a breach affects isn’t in it', async () => {
    await sql`insert into community.noise_answer (network_id, organisation_id, epoch, question, id, what, released, variances,
        part_cells, minimum, charge, asked_at)
      select network_id, organisation_id, epoch, '{"count":"breach","of":"x"}', gen_random_uuid(), 'breach', 700, variances,
        part_cells, minimum, charge, asked_at from community.noise_answer limit 1`.execute(
      t.app.deps.store.community,
    );
    const answers = await list(t.experts.legal);
    assert.ok(answers.length > 0);
    assert.ok(answers.every(({ what }) => what !== 'breach'));
    for (const who of [shown, t.network.admin]) {
      const paths = ['', `/${answers[0]?.id}`, `/${answers[0]?.id}/csv`];
      for (const path of paths)
        await t.call(who, 'GET', `${ANSWERS}${path}?organisation=${t.id}`, undefined, 404);
    }
    const nothing = '00000000-0000-7000-8000-000000000000';
    await t.call(t.sam, 'GET', `${ANSWERS}/${nothing}?organisation=${t.id}`, undefined, 404);
  });

  describe('is told to whoever was counted', () => {
    it('with the number that is about all, its noise, and nothing of what the organisation chose to ask', async () => {
      const learnt = (await uses(shown, 'counted')).map((one) => one.learnt);
      assert.deepEqual(
        learnt.map((one) => one && [one.what, one.numbers]),
        [
          ['export', 3],
          ['attributes', 1],
          ['attributes', 1],
        ],
      );
      const [table, number] = learnt;
      assert.deepEqual([table?.count, table?.fewer_than, table?.interval], [null, null, null]);
      const [, , told] = (await list()).filter(({ what }) => what !== 'kinds');
      const [of_] = told?.parts[0]?.numbers ?? [];
      assert.equal(learnt.at(-1)?.count, of_?.count);
      assert.deepEqual(learnt.at(-1)?.interval, of_?.interval);
      assert.equal(number?.sigma, 64.45);
      assert.ok(!JSON.stringify(await uses(shown, 'counted')).includes('dogs'));
    });

    it('and to nobody else', async () => {
      const bystander = await t.member({ interest: 'cats', lets: [] });
      assert.deepEqual(await uses(bystander, 'counted'), []);
      await count('offer-targeting');
      assert.deepEqual(await uses(bystander, 'all'), []);
    });

    it('apart from what was used one by one', async () => {
      assert.deepEqual(await uses(shown, 'one-by-one'), []);
      const all = await uses(shown, 'all');
      assert.deepEqual(all, await uses(shown, 'counted'));
      const { network, id } = t;
      await sql`with used as (
          insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, used_at)
          values (${network.id}, '01900000-0000-7000-8000-000000000001', ${id}, 'marketing', 'read', 'reading', '{interest}',
            '2026-03-01T00:00:00Z'))
        insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
        values (${network.id}, '01900000-0000-7000-8000-000000000001', 0, ${shown.id}, '{}')`.execute(
        t.app.deps.store.community,
      );
      const [read, ...rest] = await uses(shown, 'one-by-one');
      assert.deepEqual([read?.deed, read?.learnt, rest.length], ['read', null, 0]);
      assert.equal((await uses(shown, 'all')).length, all.length + 1);
    });

    it('as fewer than the minimum where it is so told', async () => {
      t.app.clock.advance(86_400_000);
      await count('offer-targeting', noiseBelow());
      const [latest] = await uses(shown, 'counted');
      assert.deepEqual(
        [latest?.learnt?.count, latest?.learnt?.fewer_than, latest?.learnt?.interval],
        [null, 10, null],
      );
    });
  });
});
