import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { exportJob } from '../../src/api/insight/exports.ts';
import { influenceJob } from '../../src/api/insight/influence.ts';
import { askOrStart, startedBy } from '../../src/api/insight/question-job.ts';
import { resolutionJob } from '../../src/api/insight/resolutions.ts';
import { answerAhead } from '../../src/insight/counting/answer-ahead.ts';
import { answerParts } from '../../src/insight/counting/answer-once.ts';
import { askCount } from '../../src/insight/counting/ask-count.ts';
import { countedMembers } from '../../src/insight/counting/counted-members.ts';
import { foundFirst } from '../../src/insight/counting/found-first.ts';
import { type Going, IN_REQUEST, TakesTooLong } from '../../src/insight/counting/going.ts';
import { countsOf, fromMinimum } from '../../src/insight/counting/measure.ts';
import type { AnyJobKind } from '../../src/insight/jobs/job.ts';
import { sweepJobs } from '../../src/insight/jobs/keep-jobs.ts';
import { workOneStep } from '../../src/insight/jobs/work-jobs.ts';
import { COUNT_RHO, MOST_RHO } from '../../src/insight/noise/accounting.ts';
import { ListTakesTooLong, resolveList } from '../../src/insight/resolution/resolve-list.ts';
import { JOB_KINDS } from '../../src/job-keeper.ts';
import { type ActorId, DAY_MS, type GrantId, type NetworkId } from '../../src/privacy/words.ts';
import { type InTurn, withEnough } from '../../src/store/allowances.ts';
import { noteUseOfFound } from '../../src/store/data-uses.ts';
import { instantOf } from '../../src/store/deps.ts';
import { sessionHeaders, type TestPersona } from '../support/people.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

interface JobJson {
  id: string;
  state: string;
  done: number;
  total: number;
  within: number;
  says: string | null;
  results: unknown[];
}

/** A question that has no time, and one that has all that a job has. */
const NO_TIME: Going = { ...IN_REQUEST, longestMs: 1 };
const IN_JOB: Going = { ...IN_REQUEST, longestMs: 3_600_000 };

describe('questions that take long', () => {
  let t: Targeting;
  let failures: unknown[] = [];

  before(async () => {
    t = await targeting();
  });
  beforeEach(async () => {
    failures = [];
    t.app.clock.advance(DAY_MS);
    await sql`delete from community.job`.execute(db());
  });

  const db = () => t.app.deps.store.community;
  const now = () => instantOf(t.app.deps);
  const network = () => t.network.id as NetworkId;
  const dayIn = (days: number) => new Date(now() + days * DAY_MS).toISOString().slice(0, 10);
  const house = () => ({ organisation: t.id as ActorId, function: 'marketing' }) as const;
  const ties = () => ({ ...house(), measure: 'ties' }) as const;
  const signedTable = async (values: readonly string[] = ['cats']) => {
    const definition = {
      function: 'marketing',
      purpose: 'aggregation',
      attribute: 'interest',
      values,
      until: dayIn(30),
    } as const;
    await t.sign('export', JSON.stringify(definition));
    return { organisation: t.id as ActorId, definition };
  };
  const letsTies = async () => {
    const who = await t.person();
    const rules = [{ audience: t.toOrga, over: ['ties'] }];
    await t.call(who, 'PUT', '/api/privacy/v1/processing-rules/influence-measurement', { rules });
    return who;
  };
  const standing = async () => {
    const { rows } = await sql<{ spent: number; charged: number; answers: number; uses: number }>`select
      coalesce((select sum(spent) from community.noise_budget where organisation_id = ${t.id}), 0)::bigint as spent,
      (select coalesce(sum(charge), 0)::bigint from community.noise_answer where organisation_id = ${t.id}) as charged,
      (select count(*)::int from community.noise_answer where organisation_id = ${t.id}) as answers,
      (select count(*)::int from community.data_use where organisation_id = ${t.id}) as uses`.execute(db());
    return rows[0] ?? assert.fail();
  };
  const path = (id: string, step = '') => `${INSIGHT}/jobs/${id}${step}`;
  const read = (id: string) => t.call<JobJson>(t.sam, 'GET', path(id));
  const work = (kinds: readonly AnyJobKind[] = JOB_KINDS, deps = t.app.deps) =>
    workOneStep(deps, kinds, (error) => failures.push(error));
  /** The same kind, of which a request takes too long. */
  const slow = <K extends { readonly ask: unknown }>(kind: K): K => {
    const ask = kind.ask as (...given: unknown[]) => unknown;
    return {
      ...kind,
      ask: async (...given: unknown[]) => {
        if (given.at(-1) === IN_REQUEST) throw new TakesTooLong();
        return ask(...given);
      },
    };
  };
  const start = async () => {
    const asked = await signedTable();
    const of = { ...house(), asked };
    const started = await askOrStart(t.app.deps, await t.viewer(), slow(exportJob), of, now());
    assert.ok(started.ok && started.value.reply.status === 202 && started.value.told === undefined);
    return { asked, job: (started.value.reply.body as { job: JobJson }).job, of };
  };

  it('become jobs, which come to what the question comes to, for one charge', async () => {
    await letsTies();
    for (const [kind, asked, route] of [
      [influenceJob, ties(), `${INSIGHT}/influence`],
      [exportJob, await signedTable(), `${INSIGHT}/exports`],
    ] as const) {
      const before = await standing();
      const of = { ...house(), asked } as never;
      const begun = await askOrStart(
        t.app.deps,
        await t.viewer(),
        slow(kind as typeof influenceJob),
        of,
        now(),
      );
      assert.ok(begun.ok);
      const { job } = begun.value.reply.body as { job: JobJson };
      assert.deepEqual([job.state, job.done, job.total, job.within], ['going', 0, 1, 0]);
      assert.deepEqual(await standing(), before, 'what took too long has spent nothing');
      // Whoever asks the same meanwhile has the same job, at once.
      const again = await t.call<{ job: JobJson }>(t.sam, 'POST', route, asked, 202);
      assert.equal(again.job.id, job.id);
      assert.equal(await work(), true);
      assert.deepEqual(failures, []);
      const done = await read(job.id);
      assert.deepEqual([done.state, done.done, done.results.length], ['done', 1, 1]);
      const after = await standing();
      assert.deepEqual([after.answers, after.uses], [before.answers + 1, before.uses + 1]);
      assert.deepEqual(
        await t.call(t.sam, 'POST', route, asked),
        done.results[0],
        'it is the answer of the day',
      );
      assert.deepEqual(await standing(), after);
      const { rows } = await sql<{
        plan: object;
      }>`select plan from community.job where id = ${job.id}`.execute(db());
      assert.deepEqual(rows[0]?.plan, {}, 'what was asked isn’t kept with it');
    }
  });

  it('are given up in the database once their time is over, with nothing spent, and can be asked again', async () => {
    const asked = await signedTable(['dogs']);
    await t.member({ interest: 'dogs', lets: ['aggregation'] });
    const before = await standing();
    const ask = async (going: Going) => exportJob.ask(t.app.deps, await t.viewer(), asked, now(), going);
    await assert.rejects(ask(NO_TIME), TakesTooLong);
    assert.deepEqual(await standing(), before);
    assert.ok((await ask(IN_REQUEST)).ok);
    const influence = async (going: Going) =>
      influenceJob.ask(t.app.deps, await t.viewer(), ties(), now(), going);
    await assert.rejects(influence(NO_TIME), TakesTooLong);
    assert.ok((await influence(IN_REQUEST)).ok);
    assert.equal((await standing()).answers, before.answers + 2);
  });

  const counting = async (n: number) =>
    askCount(
      t.app.deps,
      await t.viewer(),
      {
        ...house(),
        purpose: (['mining', 'aggregation', 'suggestions'] as const)[n] ?? 'mining',
        what: 'ties',
      },
      now(),
    );
  const asCount = (canonical: string) => ({
    ...house(),
    purpose: 'influence-measurement' as const,
    what: 'influence',
    canonical: JSON.stringify({ influence: canonical }),
  });
  const one = { parts: [countsOf(1)], telling: fromMinimum };
  interface Member {
    readonly subject: ActorId;
    readonly grants: readonly GrantId[];
  }
  /** A number that is worked out ahead: how many let their ties be measured. */
  const ahead = async (name: string, meanwhile: (tries: number) => Promise<unknown>, going = IN_REQUEST) => {
    const viewer = await t.viewer();
    const at = now();
    const { policies } = viewer.networkFacts;
    const asked = { ...house(), purpose: 'influence-measurement', what: 'ties' } as const;
    const members = countedMembers({ network: network(), policies }, asked, at);
    const use = {
      ...house(),
      by: null,
      deed: 'counted',
      purpose: 'influence-measurement',
      kinds: [],
    } as const;
    const worked: (readonly string[])[] = [];
    const told = await answerAhead(
      t.app.deps,
      network(),
      asCount(name),
      {
        ...one,
        going,
        async work(turn) {
          const { rows } = await sql<Member>`
            select f.* from (${withEnough(network(), turn, members, at)}) f order by 1`.execute(db());
          worked.push(rows.map(({ subject }) => subject));
          await meanwhile(worked.length);
          return rows;
        },
        about: (rows) => rows,
        async count(trx: InTurn, rows) {
          const found = sql`select a.subject, array[a.lets] as grants from unnest(${rows.map(({ subject }) => subject)}::uuid[],
            ${rows.map(({ grants }) => grants[0])}::uuid[]) as a (subject, lets)`;
          return [[await noteUseOfFound(trx, t.app.deps, network(), use, found, at)]];
        },
      },
      at,
    );
    return { told, worked };
  };

  it('hold nobody’s turn to count while they are worked out', async () => {
    await letsTies();
    let counted = 0;
    const { told } = await ahead('beside', async () => {
      // It would wait for ever, if the one waited for the other.
      assert.ok((await counting(0)).ok);
      counted++;
    });
    assert.ok(told.ok);
    const before = async () => {
      assert.ok((await counting(1)).ok);
      counted++;
    };
    const first = await answerParts(
      t.app.deps,
      network(),
      asCount('first'),
      { ...one, before, count: async () => [[0]] },
      now(),
    );
    assert.ok(first.ok);
    assert.equal(counted, 2);
  });

  it('are worked out anew where somebody has too little left by then, or has left', async () => {
    const [stays, short, leaves] = [await letsTies(), await letsTies(), await letsTies()];
    const other = async (who: TestPersona) => {
      const rules = [{ audience: t.toOrga, over: ['ties'] }];
      await t.call(who, 'PUT', '/api/privacy/v1/processing-rules/suggestions', { rules });
    };
    await other(short);
    await t.call(short, 'PUT', '/api/privacy/v1/allowance', { share: 'tenth' });
    const spendOn = async () => {
      // What is left of a tenth is taken by others meanwhile.
      await sql`insert into community.allowance_spent (network_id, actor_id, quarter, spent)
        values (${t.network.id}, ${short.id}, '2026-Q1', ${Number(MOST_RHO)})
        on conflict (network_id, actor_id, quarter) do update set spent = excluded.spent`.execute(db());
    };
    const charged = await sql<{ charged: number }>`select charged from community.allowance_turn`.execute(
      db(),
    );
    assert.ok(charged.rows.length > 0);
    const used = await ahead('allowance', async (tries) => (tries === 1 ? spendOn() : undefined));
    assert.ok(used.told.ok);
    assert.equal(used.worked.length, 2);
    assert.ok(used.worked[0]?.includes(short.id) && !used.worked[1]?.includes(short.id));
    const participants = await t.participants();
    assert.ok(participants.includes(stays.id) && !participants.includes(short.id));

    const leaving = async () => {
      const headers = sessionHeaders(leaves.cookie);
      const answer = await t.app.request('DELETE', `/api/privacy/v1/personas/${leaves.id}`, { headers });
      assert.ok(answer.ok);
    };
    const left = await ahead('left', async (tries) => (tries === 1 ? leaving() : undefined));
    assert.ok(left.told.ok);
    assert.ok(left.worked[0]?.includes(leaves.id) && !left.worked[1]?.includes(leaves.id));
    assert.ok(!(await t.participants()).includes(leaves.id));

    const before = await standing();
    const never = await ahead('never', async () => {
      const who = await letsTies();
      void who;
      await sql`delete from community."grant" where owner_id = ${stays.id} and object_kind = 'ties'`.execute(
        db(),
      );
      await sql`update community.allowance_spent set spent = spent`.execute(db());
    });
    assert.ok(never.told.ok, 'once more is enough');
    assert.equal((await standing()).answers, before.answers + 1);
  });

  it('have nobody in them who was found before, and left before the turn was taken', async () => {
    const [stays, leaves] = [await letsTies(), await letsTies()];
    const { policies } = (await t.viewer()).networkFacts;
    const asked = { ...house(), purpose: 'influence-measurement', what: 'ties' } as const;
    const members = countedMembers({ network: network(), policies }, asked, now());
    const all = sql`select m.subject, m.grants, 0 as cell from (${members}) m`;
    const { before, found } = foundFirst(network(), db(), all, IN_REQUEST);
    await db()
      .transaction()
      .execute(async (trx) => {
        await before(trx);
        const here = async () => {
          const { rows } = await sql<{ subject: string }>`select f.subject from (${found}) f`.execute(trx);
          return [stays, leaves].map(({ id }) => rows.some(({ subject }) => subject === id));
        };
        assert.deepEqual(await here(), [true, true]);
        const headers = sessionHeaders(leaves.cookie);
        await t.app.request('DELETE', `/api/privacy/v1/personas/${leaves.id}`, { headers });
        assert.deepEqual(await here(), [true, false]);
      });
  });

  it('are given up after some tries, with nothing spent', async () => {
    const crowd = [await letsTies(), await letsTies(), await letsTies(), await letsTies()];
    const before = await standing();
    const { told, worked } = await ahead('again and again', async (tries) =>
      sql`delete from community."grant" where owner_id = ${crowd[tries]?.id} and object_kind = 'ties'`.execute(
        db(),
      ),
    );
    assert.ok(!told.ok && told.refusal.kind === 'too-many');
    assert.equal(worked.length, 3);
    assert.deepEqual(await standing(), before);
  });

  it('that are asked at once, of a request and of a job, have one answer for one charge', async () => {
    await letsTies();
    const before = await standing();
    const viewer = await t.viewer();
    const ask = (going: Going) => influenceJob.ask(t.app.deps, viewer, ties(), now(), going);
    const told = await Promise.all([ask(IN_REQUEST), ask(IN_JOB), ask(IN_REQUEST), ask(IN_JOB)]);
    const ids = new Set(told.map((one) => (one.ok ? one.value.id : 'refused')));
    assert.equal(ids.size, 1);
    const after = await standing();
    assert.deepEqual([after.answers, after.spent - before.spent], [before.answers + 1, Number(COUNT_RHO)]);
  });

  it('contain nobody who withdrew before they began', async () => {
    const [stays, goes] = [await letsTies(), await letsTies()];
    await t.call(goes, 'PUT', '/api/privacy/v1/processing-rules/influence-measurement', { rules: [] });
    const viewer = await t.viewer();
    assert.ok((await influenceJob.ask(t.app.deps, viewer, ties(), now(), IN_JOB)).ok);
    const participants = await t.participants();
    assert.ok(participants.includes(stays.id) && !participants.includes(goes.id));
  });

  it('are cancelled while the database is at it, at once and with nothing spent, and are resumed', async () => {
    const { job } = await start();
    const before = await standing();
    const holds = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const blocking = db()
      .transaction()
      .execute(async (trx) => {
        await sql`lock table community.disclosure in access exclusive mode`.execute(trx);
        locked.resolve();
        await holds.promise;
      });
    await locked.promise;
    const working = work();
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Not by the API, which would wait for the table as well.
    await sql`update community.job set state = 'cancelled' where id = ${job.id}`.execute(db());
    const late = setTimeout(() => holds.resolve(), 10_000);
    assert.equal(await working, true);
    clearTimeout(late);
    holds.resolve();
    await blocking;
    assert.deepEqual(failures, [], 'to be cancelled is no failure');
    assert.deepEqual(await standing(), before);
    assert.deepEqual([(await read(job.id)).state, (await read(job.id)).done], ['cancelled', 0]);
    await t.call(t.sam, 'POST', path(job.id, '/resume'));
    assert.equal(await work(), true, 'nobody has to wait for who was at it');
    assert.equal((await read(job.id)).state, 'done');
    assert.equal((await standing()).answers, before.answers + 1);
  });

  it('say how far they are, and go on elsewhere when a process ends', async () => {
    const { job } = await start();
    const closing = new AbortController();
    const half: AnyJobKind = {
      ...exportJob,
      async step(_deps, _viewer, _of, _n, _at, going) {
        going.isSoFar(0.42);
        await new Promise((_, reject) => {
          going.calledOff?.addEventListener('abort', () => reject(going.calledOff?.reason as Error));
        });
        return assert.fail();
      },
    };
    const working = work([half], { ...t.app.deps, closing: closing.signal });
    let within = 0;
    while (within === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      within = (await read(job.id)).within;
    }
    assert.equal(within, 42);
    closing.abort();
    await working;
    assert.deepEqual([(await read(job.id)).state, (await read(job.id)).within], ['going', 0]);
    assert.equal(await work(), true);
    assert.equal((await read(job.id)).state, 'done');
    assert.deepEqual(failures, []);
  });

  it('that broke off once they were paid for are told, and not paid again', async () => {
    const { job } = await start();
    const before = await standing();
    const breaking: AnyJobKind = {
      ...exportJob,
      async step(deps, viewer, of, n, at, going) {
        await exportJob.step(deps, viewer, of as never, n, at, going);
        throw new Error('the power went');
      },
    };
    await work([breaking]);
    assert.equal(failures.length, 1);
    const paid = await standing();
    assert.equal(paid.answers, before.answers + 1);
    t.app.clock.advance(60_001);
    await work();
    assert.equal((await read(job.id)).state, 'done');
    assert.deepEqual(await standing(), paid);
  });

  it('ask anew what whoever wants it may, and keep short jobs waiting for none of them', async () => {
    const { job } = await start();
    const lane = (which: 'long' | 'short') =>
      workOneStep(t.app.deps, JOB_KINDS, (e) => failures.push(e), which);
    assert.equal(await lane('short'), false);
    const staff = `/api/privacy/v1/organisations/${t.id}/staff/${t.sam.id}`;
    await t.call(t.network.admin, 'PUT', staff, { functions: [] }, 204);
    assert.equal(await lane('long'), true);
    await t.call(t.network.admin, 'PUT', staff, { functions: ['marketing'] }, 204);
    const stopped = await read(job.id);
    assert.deepEqual([stopped.state, stopped.results], ['stopped', []]);
    assert.match(stopped.says ?? '', /act/);
  });

  describe('of a list from outside', () => {
    const email = 'wren@example.org';
    const list = `email\n${email}\nnobody@example.org\n`;
    const bytes = async function* () {
      yield Buffer.from(list);
    };
    const bring = async (going: Going, individuallyUntil: string | null = null) => {
      const asked = { ...house(), individuallyUntil };
      return resolveList(t.app.deps, await t.viewer(), asked, bytes(), now(), going);
    };
    const waiting = async () => {
      const error = await bring(NO_TIME).then(
        () => assert.fail(),
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof ListTakesTooLong);
      const of = { ...house(), asked: error.list, about: error.list.digest };
      const started = await startedBy(t.app.deps, await t.viewer(), resolutionJob, of, now());
      assert.ok(started.ok);
      return { list: error.list, job: (started.value.body as { job: JobJson }).job };
    };
    const outcome = async () => {
      const { attempts } = await t.call<{ attempts: { outcome: string | null; rows: number }[] }>(
        t.sam,
        'GET',
        `${INSIGHT}/resolutions?organisation=${t.id}`,
      );
      return [attempts[0]?.outcome, attempts[0]?.rows];
    };

    it('have the number, and of the list hashes alone that nobody can try names with, until they are done', async () => {
      const who = await t.person();
      await t.show(who, 'email', email, 'exact', t.toOrga);
      await t.let(who, 'entity-resolution', t.toOrga);
      const before = await standing();
      const { list: kept, job } = await waiting();
      assert.deepEqual(await standing(), before);
      assert.deepEqual(await outcome(), [null, 2]);
      const { rows } = await sql<{
        plan: string;
      }>`select plan::text from community.job where id = ${job.id}`.execute(db());
      const plan = rows[0]?.plan ?? '';
      assert.ok(kept.keys.length >= 2 && kept.keys.every((key) => plan.includes(key)));
      for (const salt of ['', kept.nonce]) {
        for (const text of [email, `email\n${email}`]) {
          const guess = createHash('sha256').update(`${salt}${text}`).digest('hex').slice(0, 32);
          assert.ok(!plan.includes(guess) && !plan.includes(email));
        }
      }
      assert.equal(await work(), true);
      const done = await read(job.id);
      assert.deepEqual([done.state, failures], ['done', []]);
      const [came] = done.results as { id: string; rows: number; named: null }[];
      assert.deepEqual([came?.rows, came?.named], [2, null]);
      assert.deepEqual(await outcome(), ['told', 2]);
      assert.ok((await t.participants('compared')).includes(who.id));
      const asked = await bring(IN_REQUEST);
      assert.ok(asked.ok && asked.value.id === came?.id, 'it is the answer of the day');
      const after = await sql`select 1 from community.job where plan::text like '%keys%'`.execute(db());
      assert.equal(after.rows.length, 0);
    });

    it('aren’t told by name, and are kept for a day at most while nobody has them go on', async () => {
      const until = dayIn(30);
      const definition = {
        function: 'marketing',
        purpose: 'entity-resolution',
        resolution: ['email'],
        until,
      };
      await t.sign('export', JSON.stringify(definition));
      const named = await bring(NO_TIME, until);
      assert.ok(!named.ok && named.refusal.kind === 'too-many');
      assert.deepEqual(await outcome(), ['too-many', 2]);
      const { job } = await waiting();
      await t.call(t.sam, 'POST', path(job.id, '/cancel'));
      await sweepJobs(t.app.deps, now() + DAY_MS - 1);
      await read(job.id);
      await sweepJobs(t.app.deps, now() + DAY_MS + 1);
      await t.call(t.sam, 'GET', path(job.id), undefined, 404);
    });
  });
});
