import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { COUNT_VARIANCE } from '../../../src/insight/noise/accounting.ts';
import { noisy } from '../../../src/insight/noise/release.ts';
import { askOutcomes } from '../../../src/insight/offers/ask-outcomes.ts';
import { appendBeat } from '../../../src/ledger/log/append.ts';
import { DAY_MS, type NetworkId } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import type { TestPersona } from '../../support/people.ts';
import { noiseOf } from '../noise-of.ts';
import { OFFERS, type Offering, OWN, offering } from '../offering.ts';
import { INSIGHT } from '../targeting.ts';

const API = '/api/privacy/v1';
const ADULT = { born: '1980-05-21' };

describe('an organisation that wants to know who meets its conditions', () => {
  let o: Offering;

  before(async () => {
    o = await offering();
  });

  const pretend = async (who: TestPersona, id: string, ...deeds: ('open' | 'accept')[]) => {
    assert.equal((await o.next(who))?.id, id);
    for (const deed of deeds) await o.call(who, 'POST', `${OWN}/${id}/${deed}`);
  };
  /** What the organisation is told under noise of one's own choice; each on a day of its own. */
  const told = async (id: string, seed: string) => {
    o.app.clock.advance(DAY_MS);
    const at = instantOf(o.app.deps);
    const answer = await askOutcomes({ ...o.app.deps, random: noiseOf(seed) }, await o.viewer(), id, at);
    assert.ok(answer.ok, seed);
    return answer.value;
  };
  const all = (from: readonly (readonly (number | null)[])[]) => from.map(([one]) => one ?? null);

  it('gets sums with noise, of those alone who let it still and are in the audience still', async () => {
    const { id } = await o.offer('oak', { most_times: 10, within_days: 90 });
    const seed = seedOfThree();
    const nobody = all((await told(id, seed)).parts);
    const [shown, opened, accepted, withdrew, changed] = [
      await o.member({ ...ADULT, interest: 'oak' }),
      await o.member({ ...ADULT, interest: 'oak' }),
      await o.member({ ...ADULT, interest: 'oak' }),
      await o.member({ ...ADULT, interest: 'oak' }),
      await o.member({ ...ADULT, interest: 'oak' }),
    ];
    await o.member({ ...ADULT, interest: 'oak' });
    await pretend(shown, id);
    await pretend(opened, id, 'open', 'open');
    await pretend(accepted, id, 'accept', 'accept');
    await pretend(withdrew, id, 'accept');
    await pretend(changed, id, 'accept');
    const plus = (many: readonly number[]) => nobody.map((one, n) => (one ?? 0) + (many[n] ?? 0));
    assert.deepEqual(all((await told(id, seed)).parts), plus([5, 4, 3]));
    assert.deepEqual(
      await o.participants(),
      [shown, opened, accepted, withdrew, changed].map((who) => who.id).toSorted(),
      'each of them is told',
    );
    await o.call(withdrew, 'PUT', `${API}/processing-rules/offer-targeting`, { rules: [] });
    await o.let(withdrew, 'offer-targeting', o.toOrga);
    assert.deepEqual(
      all((await told(id, seed)).parts),
      plus([4, 3, 2]),
      'what was withdrawn doesn’t come back',
    );
    // A row that was left behind is kept by a grant that has ended: it isn't counted either.
    await sql`update community.offer_outcome o set grant_ids = array[gen_random_uuid()] where o.actor_id = ${changed.id}`.execute(
      o.app.deps.store.community,
    );
    assert.deepEqual(all((await told(id, seed)).parts), plus([3, 2, 1]));
    await o.call(opened, 'POST', `/api/v1/accounts/${o.id}/block`);
    assert.deepEqual(all((await told(id, seed)).parts), plus([2, 1, 1]));
  });

  it('pays what a count costs, once a day, and gets noise that grows with what it asks', async () => {
    const { id } = await o.offer('ash');
    const left = async () =>
      (await o.call<{ counts_left: number }>(o.sam, 'GET', `${INSIGHT}/budget?organisation=${o.id}`))
        .counts_left;
    o.app.clock.advance(DAY_MS);
    const before = await left();
    const ask = () => o.app.request('POST', `${OFFERS}/${id}/outcomes`, { token: o.sam.token });
    const answers = await Promise.all(Array.from({ length: 30 }, ask));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    assert.equal(new Set(bodies).size, 1, bodies[0]);
    assert.equal(await left(), before - 1);
    const { outcomes } = JSON.parse(bodies[0] as string);
    for (const { sigma } of outcomes) assert.ok(sigma > 65 * 1.7 && sigma < 66 * 1.74, `√3 times: ${sigma}`);
    const who = await o.member({ ...ADULT, interest: 'ash' });
    await pretend(who, id, 'accept');
    assert.equal(await (await ask()).text(), bodies[0], 'what somebody does changes nothing of the day');
  });

  it('reads nothing in its records, risks and trials of whether anybody was shown it', async () => {
    const who = await o.member({ ...ADULT, interest: 'elm' });
    const { id } = await o.offer('elm');
    const text = '@id("none") forbid (principal, action == Action::"target", resource);';
    const reads = async () => {
      const heard: string[] = [];
      for (const [whom, method, path, body] of [
        [o.experts.compliance, 'GET', `/api/organisations/v1/records/${o.id}/processing`, undefined],
        [o.experts.compliance, 'GET', `/api/organisations/v1/records/${o.id}/processing.csv`, undefined],
        [o.author, 'POST', `/api/organisations/v1/${o.id}/simulations`, { text }],
        [o.sam, 'GET', `${OFFERS}?organisation=${o.id}`, undefined],
        [o.sam, 'GET', `${OFFERS}/${id}`, undefined],
        [o.sam, 'GET', `${INSIGHT}/budget?organisation=${o.id}`, undefined],
      ] as const) {
        // All of it at one time: what is told of now differs by nothing else.
        const answer = await o.app.request(method, path, {
          token: whom.token,
          ...(body === undefined ? {} : { body }),
        });
        assert.ok(answer.status < 300, `${path} ${answer.status}`);
        heard.push(await answer.text());
      }
      return heard;
    };
    const before = await reads();
    assert.ok(before[0]?.includes('offered'), 'that it published offers is told');
    const shown = await o.app.request('POST', `${OWN}/next`, { token: who.token });
    assert.ok((await shown.text()).includes(id));
    await o.app.request('POST', `${OWN}/${id}/accept`, { token: who.token });
    const after = await reads();
    const steady = (texts: readonly string[]) =>
      texts.map((one) => one.replaceAll(/"(read|made|at|now)_?[a-z_]*":"[^"]*"/g, ''));
    assert.deepEqual(steady(after), steady(before));
    const uses = await o.call<{ deed: string }[]>(who, 'GET', `${API}/uses`);
    assert.equal(uses[0]?.deed, 'offered', 'the member reads it');
    o.app.clock.advance(600_000);
    const at = instantOf(o.app.deps);
    await appendBeat(o.app.deps, o.network.id as NetworkId, at, at);
    const [entered] = await o.call<{ place: number | null }[]>(who, 'GET', `${API}/uses`);
    assert.notEqual(entered?.place, null, 'and can have it proved');
  });

  it('leaves no trace of who doesn’t let it, in whatever stands about offers', async () => {
    const canaries = [
      await o.member({ ...ADULT, interest: 'yew', lets: [] }),
      await o.member({ ...ADULT, interest: 'yew', lets: ['aggregation'] }),
      await o.member({ interest: 'yew' }),
    ];
    const { id } = await o.offer('yew');
    for (const who of canaries) {
      assert.equal(await o.next(who), null);
      assert.deepEqual(await o.own(who), []);
      await o.call(who, 'POST', `${OWN}/${id}/accept`, undefined, 404);
      await o.call(who, 'PUT', `${OWN}/${id}/hidden`, { hidden: true }, 404);
    }
    o.app.clock.advance(DAY_MS);
    await o.call(o.sam, 'POST', `${OFFERS}/${id}/outcomes`);
    const { rows } = await sql<{ many: number }>`select (
      (select count(*) from community.offer_outcome where actor_id = any(${canaries.map((who) => who.id)}::uuid[]))
      + (select count(*) from community.offer_hidden where actor_id = any(${canaries.map((who) => who.id)}::uuid[]))
      + (select count(*) from community.data_use_participant
        where subject_id = any(${canaries.map((who) => who.id)}::uuid[])))::int as many`.execute(
      o.app.deps.store.community,
    );
    assert.equal(rows[0]?.many, 0);
  });
});

/** Noise under which three numbers about nobody are all told, so that somebody's are those and one more. */
function seedOfThree(): string {
  const variance = 3n * COUNT_VARIANCE;
  for (let n = 0; n < 1000; n++) {
    const random = noiseOf(`three ${n}`);
    if ([0, 0, 0].every((count) => noisy(random, count, variance) > 10)) return `three ${n}`;
  }
  throw new Error('no seed gives such noise');
}
