import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { COUNT_RHO, MOST_RHO } from '../../../src/insight/noise/accounting.ts';
import { release } from '../../../src/insight/noise/release.ts';
import { ENGAGEMENT_PURPOSES } from '../../../src/privacy/purposes.ts';
import { type ActorId, DAY_MS } from '../../../src/privacy/words.ts';
import type { TestPersona } from '../../support/people.ts';
import { noiseOf } from '../noise-of.ts';
import { ALL_FUNCTIONS, COUNTS, type House, house } from './house.ts';
import { bestThreshold, promised, type Trial } from './membership.ts';

describe('an adversary who compares with and without one member', () => {
  let h: House;
  /** Where the server has its noise from while it is set. */
  let seeded: ((bytes: number) => Buffer) | null = null;
  let member: TestPersona;

  before(async () => {
    h = await house({ random: (bytes) => (seeded ?? noiseOf(`others ${++turn}`))(bytes) });
    member = await h.person();
  });
  let turn = 0;

  const tell = async (organisation: ActorId, status = 200): Promise<string> => {
    const response = await h.post(h.question(organisation));
    assert.equal(response.status, status);
    return `${JSON.stringify([...response.headers])} ${await response.text()}`;
  };

  it('sees the same all day, whatever the member lets or withdraws meanwhile', async () => {
    const orga = await h.organisation();
    const first = await tell(orga);
    for (const does of [true, false, true]) {
      await h.let(member, orga, does);
      assert.equal(await tell(orga), first);
    }
    const { rows } = await sql`select 1 from community.data_use_participant p
      join community.data_use u on u.network_id = p.network_id and u.id = p.use_id
      where u.organisation_id = ${orga}`.execute(h.app.deps.store.community);
    assert.equal(rows.length, 0, 'who came after the answer is in no use of it');
    await h.let(member, orga, false);
  });

  it('pays the same, and is refused the same, byte by byte', async () => {
    const [without, within] = [await h.organisation(), await h.organisation()];
    await h.let(member, within, true);
    const traces: string[][] = [];
    const begin = h.app.clock.now().getTime();
    for (const orga of [without, within]) {
      h.app.clock.set(begin);
      const trace: string[] = [];
      const note = async () => trace.push(JSON.stringify(await h.budget(orga)));
      await note();
      for (const purpose of ['mining', 'aggregation'] as const) {
        // The number and its id are what noise protects; the rest has nothing to protect it.
        const body = (await (await h.post(h.question(orga, { purpose }))).json()) as object;
        trace.push(JSON.stringify({ ...body, id: 0, count: 0, fewer_than: 0, interval: 0 }));
        await note();
      }
      await sql`update community.noise_budget set spent = ${Number(MOST_RHO - COUNT_RHO + 1n)}
        where organisation_id = ${orga}`.execute(h.app.deps.store.community);
      h.app.clock.advance(DAY_MS);
      trace.push(await tell(orga, 429));
      await note();
      traces.push(trace);
    }
    assert.deepEqual(traces[0], traces[1]);
    await h.let(member, within, false);
  });

  it('is told what the mechanism makes of it and nothing besides, and is right no more often than promised', async () => {
    const orga = await h.organisation();
    const db = h.app.deps.store.community;
    const odds = noiseOf('odds');
    const trials: Trial[] = [];
    let does = false;
    for (let n = 0; n < 240; n++) {
      h.app.clock.advance(DAY_MS);
      const isAmong = ((odds(1)[0] ?? 0) & 1) === 1;
      if (isAmong !== does) await h.let(member, orga, isAmong);
      does = isAmong;
      await sql`delete from community.noise_budget where organisation_id = ${orga}`.execute(db);
      seeded = noiseOf(`trial ${n}`);
      const response = await h.post(h.question(orga));
      seeded = null;
      const { count: released } = (await response.json()) as { count: number | null };
      assert.equal(response.status, 200);
      // The ten thousand trials of the mechanism are therefore trials of the API.
      assert.equal(released, release(noiseOf(`trial ${n}`), isAmong ? 1 : 0));
      trials.push({ isAmong, released });
    }
    const among = trials.filter(({ isAmong }) => isAmong).length;
    assert.ok(among > 90 && among < 150, `${among}`);
    // Of so few the best in hindsight is right more often by chance: four deviations of a share.
    const right = bestThreshold(trials);
    assert.ok(right <= promised() + 4 * Math.sqrt(0.25 / trials.length), `${right}`);
    await h.let(member, orga, false);
  });
});

describe('an adversary who asks the same in other words, on other days, in other functions', () => {
  it('is stopped when the quarter’s budget is, before the average is within three members', async () => {
    const h = await house();
    const orga = await h.organisation(ALL_FUNCTIONS);
    const person = await h.person();
    await h.let(person, orga, true);
    const db = h.app.deps.store.community;
    // Of the quarter's last month: nine in ten of the budget are spent.
    const most = MOST_RHO / COUNT_RHO;
    await sql`insert into community.noise_budget (network_id, organisation_id, quarter, spent)
      values (${h.network.id}, ${orga}, '2026-Q1', ${Number((most - 40n) * COUNT_RHO)})`.execute(db);
    const questions = ENGAGEMENT_PURPOSES.flatMap((purpose) =>
      ALL_FUNCTIONS.map((fn) => h.question(orga, { purpose, function: fn })),
    );
    const answered = new Set<string>();
    let refused = 0;
    for (let day = 0; day < 3; day++) {
      const answers = await Promise.all(questions.slice(0, 20).map((asked) => h.post(asked)));
      for (const answer of answers) {
        if (answer.status === 200) answered.add(((await answer.json()) as { id: string }).id);
        else {
          assert.equal(answer.status, 429);
          refused++;
        }
      }
      h.app.clock.advance(DAY_MS);
    }
    assert.deepEqual([answered.size, refused], [40, 20]);
    assert.equal((await h.budget(orga)).counts_left, 0);
    // All that a quarter allows, spent on one number alone, leaves a deviation of 1/√(2ρ).
    const { rows } = await sql<{ spent: number }>`select spent from community.noise_budget
      where organisation_id = ${orga}`.execute(db);
    assert.ok(1 / Math.sqrt((2 * (rows[0]?.spent ?? Number.NaN)) / 1e12) > 3);
    // An organisation has one budget, in whatever function it asks and by whichever door.
    const response = await h.ask(h.eve, 'POST', '/api/insight/v1/audiences', {
      organisation: orga,
      title: 'The same',
      function: 'sales',
      purpose: 'sales',
      conditions: [{ kind: 'interest', values: ['boats'] }],
    });
    const { id } = (await response.json()) as { id: string };
    assert.equal((await h.ask(h.eve, 'POST', `/api/insight/v1/audiences/${id}/size`)).status, 429);
    assert.equal((await h.ask(h.eve, 'POST', COUNTS, questions[30])).status, 429);
  });
});
