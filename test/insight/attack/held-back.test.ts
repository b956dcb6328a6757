import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DAY_MS } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import type { TestPersona } from '../../support/people.ts';
import { INSIGHT, type Targeting, targeting } from '../targeting.ts';

const RULES = '/api/privacy/v1/processing-rules';

describe('an adversary who begins to ask, and holds back the end until a member has withdrawn', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const lets = (who: TestPersona, purpose: string, over: readonly string[]) =>
    t.call(who, 'PUT', `${RULES}/${purpose}`, {
      rules: over.length === 0 ? [] : [{ audience: t.toOrga, over }],
    });

  /** Sends a body in two pieces, and between them whatever is done meanwhile, which takes a second. */
  const ask = async (path: string, type: string, body: string, meanwhile: () => Promise<unknown>) => {
    t.app.clock.advance(DAY_MS);
    const bytes = new TextEncoder().encode(body);
    const half = Math.floor(bytes.length / 2);
    const begun = Promise.withResolvers<void>();
    let pieces = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (++pieces === 1) return controller.enqueue(bytes.subarray(0, half));
          begun.resolve();
          await held;
          controller.enqueue(bytes.subarray(half));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const held = begun.promise.then(async () => {
      t.app.clock.advance(1000);
      await meanwhile();
      t.app.clock.advance(1000);
    });
    const response = await t.app.router.request(path, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: {
        host: 'localhost:8080',
        authorization: `Bearer ${t.sam.token}`,
        'content-type': type,
        'content-length': String(bytes.length),
      },
    } as RequestInit);
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text) as { named?: { persona: string }[] | null };
  };

  /** Whose data was used since then. */
  const used = async (deed: string): Promise<string[]> => {
    const { rows } = await sql<{ subject: string }>`
      select p.subject_id as subject from community.data_use u
      join community.data_use_participant p on p.network_id = u.network_id and p.use_id = u.id
      where u.organisation_id = ${t.id} and u.deed = ${deed}
        and u.used_at > ${new Date(instantOf(t.app.deps) - DAY_MS / 2).toISOString()}::timestamptz
      order by 1`.execute(t.app.deps.store.community);
    return rows.map(({ subject }) => subject);
  };

  it('counts them no more', async () => {
    const [stays, goes] = [await t.person(), await t.person()];
    for (const who of [stays, goes]) await lets(who, 'mining', ['posts']);
    const question = { organisation: t.id, function: 'marketing', purpose: 'mining', what: 'posts' };
    await ask(`${INSIGHT}/counts`, 'application/json', JSON.stringify(question), () =>
      lets(goes, 'mining', []),
    );
    assert.deepEqual(await used('counted'), [stays.id]);
  });

  it('finds them in no list', async () => {
    const [stays, goes] = [await t.person(), await t.person()];
    for (const [n, who] of [stays, goes].entries()) {
      await t.show(who, 'email', `held-${n}@example.org`, 'exact', t.toOrga);
      await lets(who, 'entity-resolution', ['attributes']);
    }
    const path = `${INSIGHT}/resolutions?organisation=${t.id}&function=marketing`;
    await ask(path, 'text/csv', 'email\nheld-0@example.org\nheld-1@example.org\n', () =>
      lets(goes, 'entity-resolution', []),
    );
    assert.deepEqual(await used('compared'), [stays.id]);
  });
});
