import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { trialJob } from '../../src/api/simulation/trial-job.ts';
import type { AnyJobKind } from '../../src/insight/jobs/job.ts';
import { sweepJobs } from '../../src/insight/jobs/keep-jobs.ts';
import { workOneStep } from '../../src/insight/jobs/work-jobs.ts';
import { MOST_RHO } from '../../src/insight/noise/accounting.ts';
import { JOB_KINDS } from '../../src/job-keeper.ts';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

interface JobJson {
  id: string;
  function: string | null;
  state: string;
  done: number;
  total: number;
  says: string | null;
  results: { purpose: string; before: { count: number | null }; after: { count: number | null } }[];
}

const NO_MINING = `@id("no-mining")
forbid (principal in Function::"sales", action == Action::"mine", resource);`;
const PURPOSES = ['aggregation', 'mining', 'offer-targeting'];
const linesOf = (...purposes: readonly string[]) =>
  purposes.map((purpose) => ({ function: 'marketing', purpose, what: 'posts' }));

describe('work in steps', () => {
  let t: Targeting;
  let failures: unknown[] = [];
  before(async () => {
    t = await targeting();
  });
  beforeEach(async () => {
    failures = [];
    // Every case on a day of its own, so that nothing is answered already.
    t.app.clock.advance(DAY_MS);
    await sql`delete from community.job`.execute(t.app.deps.store.community);
    await sql`delete from community.noise_budget`.execute(t.app.deps.store.community);
  });

  const path = (id: string, step = '') => `${INSIGHT}/jobs/${id}${step}`;
  const start = (purposes = PURPOSES, who: TestPersona = t.sam, status = 201) =>
    t.call<JobJson>(
      who,
      'POST',
      `/api/organisations/v1/${t.id}/simulations/jobs`,
      { text: NO_MINING, lines: linesOf(...purposes) },
      status,
    );
  const read = (id: string, who: TestPersona = t.sam, status = 200) =>
    t.call<JobJson>(who, 'GET', path(id), undefined, status);
  const work = (kinds: readonly AnyJobKind[] = JOB_KINDS) =>
    workOneStep(t.app.deps, kinds, (error) => failures.push(error));
  const workOff = async (): Promise<number> => {
    let steps = 0;
    while (await work()) steps++;
    return steps;
  };
  const spent = async () => {
    const { rows } = await sql<{ spent: number; answers: number; charged: number }>`select
      coalesce((select spent from community.noise_budget where organisation_id = ${t.id}), 0) as spent,
      (select count(*)::int from community.noise_answer where organisation_id = ${t.id}
        and asked_at > ${new Date(instantOf(t.app.deps) - DAY_MS / 2).toISOString()}::timestamptz) as answers,
      (select coalesce(sum(charge), 0)::bigint from community.noise_answer where organisation_id = ${t.id}
        and asked_at > ${new Date(instantOf(t.app.deps) - DAY_MS / 2).toISOString()}::timestamptz) as charged`.execute(
      t.app.deps.store.community,
    );
    return rows[0] ?? assert.fail();
  };
  /** A kind like the trial's, of which each step is followed by something. */
  const followed = (after: (n: number) => void | Promise<void>): readonly AnyJobKind[] => [
    {
      ...trialJob,
      async step(deps, viewer, of, n, at, going) {
        const came = await trialJob.step(deps, viewer, of as never, n, at, going);
        await after(n);
        return came;
      },
    },
  ];

  it('goes on after the request, and comes to what counting line by line comes to', async () => {
    const job = await start();
    assert.deepEqual([job.state, job.done, job.total, job.results], ['going', 0, 3, []]);
    assert.equal(await work(), true);
    const midway = await read(job.id);
    assert.deepEqual([midway.state, midway.done, midway.results.length], ['going', 1, 1]);
    assert.equal(await workOff(), 2);
    const done = await read(job.id);
    assert.deepEqual([done.state, done.done, done.says], ['done', 3, null]);
    assert.deepEqual(
      done.results.map(({ purpose }) => purpose),
      PURPOSES,
    );
    const paid = await spent();
    assert.equal(paid.answers, 3);
    for (const [n, line] of linesOf(...PURPOSES).entries()) {
      const counted = await t.call<JobJson['results'][0]>(
        t.sam,
        'POST',
        `/api/organisations/v1/${t.id}/simulations/counts`,
        { text: NO_MINING, ...line },
      );
      assert.deepEqual(done.results[n]?.after, counted.after);
      assert.deepEqual(done.results[n]?.before, counted.before);
    }
    assert.deepEqual(await spent(), paid, 'what was counted is paid for once');
    assert.equal(await work(), false);
  });

  it('is found again by its draft, and asked for twice it is one', async () => {
    const job = await start();
    assert.equal((await start()).id, job.id);
    await work();
    const simulations = `/api/organisations/v1/${t.id}/simulations`;
    const found = await t.call<{ job: JobJson | null }>(t.sam, 'POST', simulations, { text: NO_MINING });
    assert.deepEqual([found.job?.id, found.job?.done, found.job?.results.length], [job.id, 1, 1]);
    const other = await t.call<{ job: JobJson | null }>(t.sam, 'POST', simulations, {
      text: `${NO_MINING}\n`,
    });
    assert.equal(other.job, null, 'of another text there is none');
  });

  it('begins a step again that broke off after it was paid for, and pays once', async () => {
    const job = await start();
    await work();
    await work(
      followed(() => {
        throw new Error('the power went');
      }),
    );
    assert.equal(failures.length, 1);
    const broken = await read(job.id);
    assert.deepEqual([broken.state, broken.done], ['going', 1]);
    const paid = await spent();
    assert.equal(paid.answers, 2, 'it was paid for before it broke off');
    assert.equal(await work(), false, 'whoever held it may be at it still');
    t.app.clock.advance(60_001);
    assert.equal(await workOff(), 2);
    const done = await read(job.id);
    assert.deepEqual([done.state, done.done, done.results.length], ['done', 3, 3]);
    const after = await spent();
    assert.equal(after.answers, 3);
    assert.equal(after.spent, after.charged, 'nothing is spent without its answer');
  });

  it('is taken over from a process that went, whose late step changes nothing', async () => {
    const job = await start();
    let wake: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const gone = work(followed(() => asleep));
    // Until it has begun.
    while ((await spent()).answers === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(await work(), false, 'two never work at one');
    t.app.clock.advance(60_001);
    assert.equal(await workOff(), 3);
    wake();
    await gone;
    const done = await read(job.id);
    assert.deepEqual([done.state, done.done, done.results.length], ['done', 3, 3]);
    assert.equal((await spent()).answers, 3);
  });

  it('has each step done by one of many at once', async () => {
    await start();
    const at = await Promise.all(Array.from({ length: 6 }, () => work()));
    assert.equal(at.filter(Boolean).length, 1);
    assert.deepEqual(failures, []);
  });

  it('is cancelled, keeps what a running step came to, and is resumed where it was', async () => {
    const job = await start();
    await work(followed(async () => void (await t.call(t.sam, 'POST', path(job.id, '/cancel')))));
    const cancelled = await read(job.id);
    assert.deepEqual([cancelled.state, cancelled.done], ['cancelled', 1]);
    assert.equal(await work(), false);
    await t.call(t.sam, 'POST', path(job.id, '/cancel'), undefined, 409);
    assert.equal((await t.call<JobJson>(t.sam, 'POST', path(job.id, '/resume'))).state, 'going');
    await t.call(t.sam, 'POST', path(job.id, '/resume'), undefined, 409);
    assert.equal(await workOff(), 2);
    await t.call(t.sam, 'POST', path(job.id, '/resume'), undefined, 409);
    assert.equal((await read(job.id)).state, 'done');
  });

  it('stops where a rule refuses a step, says which, and goes on once that is mended', async () => {
    const db = t.app.deps.store.community;
    const job = await start();
    await work();
    await sql`update community.noise_budget set spent = ${Number(MOST_RHO)} where organisation_id = ${t.id}`.execute(
      db,
    );
    await workOff();
    const stopped = await read(job.id);
    assert.deepEqual([stopped.state, stopped.done], ['stopped', 1]);
    assert.match(stopped.says ?? '', /ε = 2/);
    await sql`update community.noise_budget set spent = 0 where organisation_id = ${t.id}`.execute(db);
    await t.call(t.sam, 'POST', path(job.id, '/resume'));
    await workOff();
    assert.deepEqual([(await read(job.id)).state, (await read(job.id)).says], ['done', null]);
  });

  it('stops once whoever asked for it sits there no longer', async () => {
    const one = await t.person();
    await t.seat(one, 'staff');
    const job = await start(PURPOSES, one);
    await work();
    await t.unseat(one, 'staff');
    await workOff();
    const stopped = await read(job.id);
    assert.deepEqual([stopped.state, stopped.done], ['stopped', 1]);
    assert.match(stopped.says ?? '', /doesn’t act for the organisation any more/);
    await read(job.id, one, 404);
  });

  it('stops when a step breaks off again and again', async () => {
    const job = await start();
    const breaking = followed(() => {
      throw new Error('it breaks');
    });
    for (let n = 0; n < 3; n++) {
      assert.equal(await work(breaking), true);
      t.app.clock.advance(60_001);
    }
    assert.equal((await read(job.id)).state, 'stopped');
    assert.equal(await work(), false);
    await t.call(t.sam, 'POST', path(job.id, '/resume'));
    await workOff();
    assert.equal((await read(job.id)).state, 'done');
  });

  it('is for who acts in its function, and the experts, and nothing to others', async () => {
    const job = await start();
    const stranger = await t.person();
    const sales = await t.person();
    const staff = `/api/privacy/v1/organisations/${t.id}/staff/${sales.id}`;
    await t.call(t.network.admin, 'PUT', staff, { functions: ['sales'] }, 204);
    assert.equal((await read(job.id, t.author)).id, job.id);
    assert.equal((await read(job.id, t.experts.legal)).id, job.id);
    const list = (who: TestPersona, status = 200) =>
      t.call<JobJson[]>(who, 'GET', `${INSIGHT}/jobs?organisation=${t.id}`, undefined, status);
    for (const who of [stranger, t.network.admin, sales]) {
      await read(job.id, who, 404);
      for (const step of ['/cancel', '/resume'])
        await t.call(who, 'POST', path(job.id, step), undefined, 404);
    }
    for (const who of [stranger, t.network.admin]) await list(who, 404);
    assert.deepEqual(await list(sales), []);
    assert.equal((await list(t.sam)).length, 1);
    assert.equal((await read(job.id)).state, 'going');
    await start(PURPOSES, stranger, 404);
    await start(PURPOSES, sales, 403);
  });

  it('is refused without lines, with lines that are none, and beyond so many at a time', async () => {
    await start([], t.sam, 422);
    await start(['reading'], t.sam, 422);
    await start(['world domination'], t.sam, 422);
    const jobs = `/api/organisations/v1/${t.id}/simulations/jobs`;
    for (let n = 0; n < 6; n++) {
      const text = NO_MINING.replace('no-mining', `no-mining-${n}`);
      const body = { text, lines: linesOf('mining') };
      await t.call(t.sam, 'POST', jobs, body, n < 5 ? 201 : 409);
    }
  });

  it('is dropped once its numbers don’t stand any more', async () => {
    const job = await start();
    await workOff();
    await sweepJobs(t.app.deps, instantOf(t.app.deps) + 29 * DAY_MS);
    await read(job.id);
    await sweepJobs(t.app.deps, instantOf(t.app.deps) + 31 * DAY_MS);
    await read(job.id, t.sam, 404);
    const { rows } = await sql`select 1 from community.job_step`.execute(t.app.deps.store.community);
    assert.equal(rows.length, 0);
  });
});
