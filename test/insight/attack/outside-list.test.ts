import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { COUNT_RHO, MOST_RHO } from '../../../src/insight/noise/accounting.ts';
import { release } from '../../../src/insight/noise/release.ts';
import { DAY_MS } from '../../../src/privacy/words.ts';
import type { TestPersona } from '../../support/people.ts';
import { noiseOf } from '../noise-of.ts';
import { INSIGHT, type Targeting, targeting } from '../targeting.ts';
import { bestThreshold, promised, type Trial } from './membership.ts';

const RULES = '/api/privacy/v1/processing-rules/entity-resolution';

describe('an adversary with a list from outside', () => {
  let t: Targeting;
  /** Where the server has its noise from while it is set. */
  let seeded: ((bytes: number) => Buffer) | null = null;
  let turn = 0;
  let target: TestPersona;
  const email = 'target@example.org';

  before(async () => {
    t = await targeting({ random: (bytes) => (seeded ?? noiseOf(`others ${++turn}`))(bytes) });
    target = await t.person();
    await t.show(target, 'email', email, 'exact', t.toOrga);
  });

  const lets = (does: boolean) =>
    t.call(target, 'PUT', RULES, { rules: does ? [{ audience: t.toOrga, over: ['attributes'] }] : [] });
  const bring = async (list: readonly string[]) => {
    const response = await t.app.request(
      'POST',
      `${INSIGHT}/resolutions?organisation=${t.id}&function=marketing`,
      { token: t.sam.token, body: `email\n${list.join('\n')}\n`, headers: { 'content-type': 'text/csv' } },
    );
    const body = (await response.json()) as { count: number | null; budget: { counts_left: number } };
    return { status: response.status, ...body };
  };
  const db = () => t.app.deps.store.community;

  it('learns of a list of one what the noise of one count lets through, and is right no more often', async () => {
    const odds = noiseOf('odds');
    const trials: Trial[] = [];
    let does = false;
    for (let n = 0; n < 100; n++) {
      t.app.clock.advance(DAY_MS);
      const isAmong = ((odds(1)[0] ?? 0) & 1) === 1;
      if (isAmong !== does) await lets(isAmong);
      does = isAmong;
      await sql`delete from community.noise_budget where organisation_id = ${t.id}`.execute(db());
      seeded = noiseOf(`trial ${n}`);
      const { status, count } = await bring([email]);
      seeded = null;
      assert.equal(status, 200);
      const noise = noiseOf(`trial ${n}`);
      // What lists are hashed with; then the noise. The ten thousand trials of the mechanism are so trials of this.
      noise(16);
      assert.equal(count, release(noise, isAmong ? 1 : 0));
      trials.push({ isAmong, released: count });
    }
    const right = bestThreshold(trials);
    assert.ok(right <= promised() + 4 * Math.sqrt(0.25 / trials.length), `${right}`);
    await lets(false);
  });

  it('sees the same all day, whoever lets it or withdraws meanwhile, however the list is written', async () => {
    t.app.clock.advance(DAY_MS);
    const others = ['a@example.org', 'b@example.org'];
    const first = await bring([email, ...others]);
    for (const does of [true, false, true]) {
      await lets(does);
      for (const list of [
        [...others, email],
        [email.toUpperCase(), ...others, ...others],
        [` ${email}`, '', ...others],
      ]) {
        const again = await bring(list);
        assert.deepEqual([again.status, again.count], [200, first.count]);
        assert.equal(again.budget.counts_left, first.budget.counts_left, 'and it costs nothing');
      }
    }
    await lets(false);
  });

  it('pays for each list that is another one, and is stopped when the budget is', async () => {
    t.app.clock.advance(DAY_MS);
    await lets(true);
    const most = MOST_RHO / COUNT_RHO;
    const left = 12;
    await sql`update community.noise_budget set spent = ${Number((most - BigInt(left)) * COUNT_RHO)}
      where organisation_id = ${t.id}`.execute(db());
    // The target beside ever other addresses: by what the lists have in common, one would want to tell whether it is in.
    const answers = await Promise.all(
      Array.from({ length: left + 4 }, (_, n) => bring([email, `padding-${n}@example.org`])),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.deepEqual([answers.length - refused.length, refused.length], [left, 4]);
    const { attempts } = await t.call<{ attempts: { outcome: string | null }[] }>(
      t.sam,
      'GET',
      `${INSIGHT}/resolutions?organisation=${t.id}`,
    );
    assert.deepEqual(
      Map.groupBy(attempts.slice(0, left + 4), ({ outcome }) => outcome).get('too-many')?.length,
      4,
      'what was refused is noted too',
    );
    const uses = await t.call<{ deed: string }[]>(target, 'GET', '/api/privacy/v1/uses?limit=40');
    assert.ok(
      uses.filter(({ deed }) => deed === 'compared').length >= left,
      'the member sees each comparison',
    );
  });
});
