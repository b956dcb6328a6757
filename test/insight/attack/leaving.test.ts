import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { sessionHeaders } from '../../support/people.ts';
import { whileLocked } from '../../support/while-locked.ts';
import { INSIGHT, type Targeting, targeting } from '../targeting.ts';

describe('a member who leaves while they are counted', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  it('is in no note of it once they have left', async () => {
    const [stays, leaves] = [await t.person(), await t.person()];
    for (const who of [stays, leaves]) {
      await t.call(who, 'PUT', '/api/privacy/v1/processing-rules/mining', {
        rules: [{ audience: t.toOrga, over: ['posts'] }],
      });
    }
    const question = { organisation: t.id, function: 'marketing', purpose: 'mining', what: 'posts' };
    let leaving: Promise<Response> | undefined;
    await whileLocked(
      t.app.deps,
      sql`lock table community.data_use in share mode`,
      () => t.call(t.sam, 'POST', `${INSIGHT}/counts`, question),
      async () => {
        const headers = sessionHeaders(leaves.cookie);
        leaving = Promise.resolve(
          t.app.request('DELETE', `/api/privacy/v1/personas/${leaves.id}`, { headers }),
        );
        await Promise.race([leaving, new Promise((resolve) => setTimeout(resolve, 500))]);
      },
    );
    assert.ok((await leaving)?.ok);
    const { rows } = await sql<{ subject: string }>`
      select p.subject_id as subject from community.data_use_participant p
      where p.subject_id = any(${[stays.id, leaves.id]}::uuid[])
      union all
      select a.actor_id from community.allowance_spent a where a.actor_id = ${leaves.id}`.execute(
      t.app.deps.store.community,
    );
    assert.deepEqual(
      rows.map(({ subject }) => subject),
      [stays.id],
    );
  });
});
