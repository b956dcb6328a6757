import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { sweepOutcomes } from '../../src/store/offer-outcomes.ts';
import type { TestPersona } from '../support/people.ts';
import { OFFERS, type Offering, OWN, type OwnOfferJson, offering } from './offering.ts';
import { INSIGHT } from './targeting.ts';

const API = '/api/privacy/v1';
const ADULT = { born: '1980-05-21' };

describe('offers', () => {
  let o: Offering;

  before(async () => {
    o = await offering();
  });

  const rows = async (who: TestPersona): Promise<number> => {
    const { rows: found } = await sql<{
      many: number;
    }>`select count(*)::int as many from community.offer_outcome
      where actor_id = ${who.id}`.execute(o.app.deps.store.community);
    return found[0]?.many ?? 0;
  };
  const hour = () => o.app.clock.advance(3_600_000);

  it('are shown to who shows the conditions, is of age and lets it, and to nobody else', async () => {
    const within = await o.member({ ...ADULT, interest: 'tulips' });
    const elsewhere = { kind: 'persona', persona: (await o.person()).id };
    const without = {
      'no consent': await o.member({ ...ADULT, interest: 'tulips', lets: [] }),
      'another purpose': await o.member({ ...ADULT, interest: 'tulips', lets: ['aggregation'] }),
      'another interest': await o.member({ ...ADULT, interest: 'roses' }),
      'a minor': await o.member({ interest: 'tulips', born: '2012-01-01' }),
      'of no known age': await o.member({ interest: 'tulips' }),
      'shown to another': await o.member({ ...ADULT, interest: 'tulips', to: elsewhere }),
    };
    const blocker = await o.member({ ...ADULT, interest: 'tulips' });
    await o.call(blocker, 'POST', `/api/v1/accounts/${o.id}/block`);
    const locked = await o.member({ ...ADULT, interest: 'tulips' });
    await sql`insert into community.lockdown (network_id, owner_id, strangers, valid_from, valid_until)
      values (${o.network.id}, ${locked.id}, true, '-infinity', 'infinity')`.execute(
      o.app.deps.store.community,
    );
    const { id } = await o.offer('tulips');
    const shown = await o.next(within);
    assert.equal(shown?.id, id);
    assert.equal(await o.next(locked), null, 'nothing is offered to who has locked others out');
    for (const [why, who] of Object.entries({ ...without, blocker })) {
      assert.equal(await o.next(who), null, why);
      assert.deepEqual(await o.own(who), [], why);
      for (const deed of ['open', 'accept']) {
        await o.call(who, 'POST', `${OWN}/${id}/${deed}`, undefined, 404);
      }
      await o.call(who, 'PUT', `${OWN}/${id}/hidden`, { hidden: true }, 404);
      assert.deepEqual(await o.call(who, 'GET', `${API}/uses`).then((uses) => kinds(uses)), [], why);
      assert.equal(await rows(who), 0, why);
    }
    assert.equal((await o.own(within))[0]?.id, id);
    assert.deepEqual(await o.call(within, 'GET', `${API}/uses`).then(kinds), [
      'offered offer-targeting birth-date,interest',
      'counted offer-targeting birth-date,interest',
    ]);
  });

  it('say why, by what of one’s own and by which grants', async () => {
    const who = await o.member({ ...ADULT, interest: 'crocuses' });
    await o.offer('crocuses', { link: 'https://shop.example/crocuses' });
    const shown = (await o.next(who)) as OwnOfferJson;
    const { why } = shown;
    assert.equal(why.purpose, 'offer-targeting');
    assert.deepEqual(
      why.shown.map(({ kind, value, meets }) => [kind, value, meets]),
      [
        ['birth-date', '1980', 'age'],
        ['interest', 'crocuses', 'condition'],
      ],
    );
    assert.equal(why.grants.length, 1);
    assert.equal(why.grants_to_see.length, 2);
    const own = await o.call<{ id: string }[]>(who, 'GET', `${API}/grants`);
    for (const { id } of [...why.grants, ...why.grants_to_see]) assert.ok(own.some((one) => one.id === id));
  });

  it('are gone with the read after any of the grants is withdrawn, and so is what became of them (P6)', async () => {
    await o.offer('irises');
    const by = {
      'the purpose': (why: OwnOfferJson['why']) => why.grants[0]?.id,
      'what meets the condition': (why: OwnOfferJson['why']) =>
        why.shown.find(({ meets }) => meets === 'condition')?.grants[0],
      'the age': (why: OwnOfferJson['why']) => why.shown.find(({ meets }) => meets === 'age')?.grants[0],
    };
    for (const [what, grantOf] of Object.entries(by)) {
      const who = await o.member({ ...ADULT, interest: 'irises' });
      const shown = (await o.next(who)) as OwnOfferJson;
      await o.call(who, 'POST', `${OWN}/${shown.id}/accept`);
      assert.equal(await rows(who), 1);
      await o.call(who, 'DELETE', `${API}/grants/${grantOf(shown.why)}`);
      assert.equal(await o.next(who), null, what);
      assert.deepEqual(await o.own(who), [], what);
      await o.call(who, 'POST', `${OWN}/${shown.id}/open`, undefined, 404);
      assert.equal(await rows(who), 0, `${what}: nothing is kept`);
    }
    const ruled = await o.member({ ...ADULT, interest: 'irises' });
    assert.notEqual(await o.next(ruled), null);
    await o.call(ruled, 'PUT', `${API}/processing-rules/offer-targeting`, { rules: [] });
    assert.deepEqual([await o.next(ruled), await rows(ruled)], [null, 0]);
    await o.let(ruled, 'offer-targeting', o.toOrga);
    assert.notEqual(await o.next(ruled), null, 'who lets it again is shown it again');
  });

  it('keep nothing by a grant that ran out, or of an offer that ended long ago', async () => {
    const who = await o.member({ ...ADULT, interest: 'lilies', lets: [] });
    const until = new Date(instantOf(o.app.deps) + 10 * DAY_MS).toISOString();
    await o.call(who, 'PUT', `${API}/processing-rules/offer-targeting`, {
      rules: [{ audience: o.toOrga, over: ['attributes'], until }],
    });
    const longer = await o.member({ ...ADULT, interest: 'lilies' });
    const { id } = await o.offer('lilies');
    for (const one of [who, longer]) assert.notEqual(await o.next(one), null);
    const { community } = o.app.deps.store;
    await sweepOutcomes(community, instantOf(o.app.deps));
    assert.deepEqual([await rows(who), await rows(longer)], [1, 1]);
    o.app.clock.advance(10 * DAY_MS);
    assert.deepEqual(await o.own(who), []);
    await sweepOutcomes(community, instantOf(o.app.deps));
    assert.deepEqual([await rows(who), await rows(longer)], [0, 1]);
    await o.call(o.sam, 'DELETE', `${OFFERS}/${id}`, undefined, 204);
    o.app.clock.advance(29 * DAY_MS);
    await sweepOutcomes(community, instantOf(o.app.deps));
    assert.equal(await rows(longer), 1);
    await o.call(o.sam, 'POST', `${OFFERS}/${id}/outcomes`);
    o.app.clock.advance(DAY_MS);
    await sweepOutcomes(community, instantOf(o.app.deps));
    assert.equal(await rows(longer), 0);
    await o.call(o.sam, 'POST', `${OFFERS}/${id}/outcomes`, undefined, 409);
  });

  it('are shown as often as they may be, and no oftener, whoever asks at once', async () => {
    const who = await o.member({ ...ADULT, interest: 'asters' });
    const first = await o.offer('asters', { most_times: 2, within_days: 7 });
    assert.equal((await o.next(who))?.id, first.id);
    o.app.clock.advance(60_000);
    assert.equal((await o.next(who))?.id, first.id, 'the same page again is the same showing');
    hour();
    assert.equal((await o.next(who))?.id, first.id);
    hour();
    assert.equal(await o.next(who), null, 'twice in a week');
    assert.equal((await o.own(who)).length, 1, 'it stands on one’s own page all the same');
    o.app.clock.advance(7 * DAY_MS);
    assert.equal((await o.next(who))?.id, first.id);
    const others = [];
    for (const title of ['One', 'Two', 'Three', 'Four']) {
      const { id } = await o.write((await o.audience('asters', { title })).id, { title });
      others.push((await o.publish(id)).id);
    }
    const asked = async () => {
      hour();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => o.app.request('POST', `${OWN}/next`, { token: who.token })),
      );
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as {
        offer: { id: string } | null;
      }[];
      return new Set(bodies.map(({ offer }) => offer?.id ?? null));
    };
    const seen = [await asked(), await asked(), await asked()];
    assert.deepEqual(
      seen.map((one) => one.size),
      [1, 1, 1],
      'five pages at once show one offer',
    );
    assert.equal(new Set(seen.flatMap((one) => [...one])).size, 3, 'those that were shown least come first');
    for (const one of seen) for (const id of one) assert.ok(id !== null && others.includes(id));
    assert.deepEqual([...(await asked())], [null], 'three in a day, of whatever organisation');
  });

  it('are as few as a member says, down to none, and hidden one by one or all of an organisation’s', async () => {
    const who = await o.member({ ...ADULT, interest: 'poppies' });
    const [one, other] = [await o.offer('poppies'), await o.offer('poppies', { title: 'Another' })];
    const choose = (most: number, status = 200) =>
      o.call(who, 'PUT', `${API}/offer-choices`, { most }, status);
    await choose(4, 422);
    await choose(0);
    assert.equal(await o.next(who), null);
    await choose(1);
    const first = await o.next(who);
    hour();
    assert.equal(await o.next(who), null);
    await choose(3);
    const second = await o.next(who);
    assert.deepEqual(new Set([first?.id, second?.id]), new Set([one.id, other.id]));
    await o.call(who, 'PUT', `${OWN}/${first?.id}/hidden`, { hidden: true });
    assert.deepEqual(
      (await o.own(who)).map(({ id }) => id),
      [second?.id],
    );
    o.app.clock.advance(2 * DAY_MS);
    assert.equal((await o.next(who))?.id, second?.id);
    await o.call(who, 'PUT', `${OWN}/${first?.id}/hidden`, { hidden: false });
    assert.equal((await o.own(who)).length, 2);
    const organisation = `${API}/offer-choices/organisations/${o.id}`;
    const chosen = await o.call<{ hidden_organisations: { id: string }[] }>(who, 'PUT', organisation, {
      hidden: true,
    });
    assert.deepEqual(
      chosen.hidden_organisations.map(({ id }) => id),
      [o.id],
    );
    hour();
    assert.deepEqual([await o.next(who), await o.own(who)], [null, []]);
    await o.call(who, 'PUT', organisation, { hidden: false });
    assert.notEqual(await o.next(who), null);
    const nobody = `${API}/offer-choices/organisations/${who.id}`;
    await o.call(who, 'PUT', nobody, { hidden: true }, 422);
  });

  it('are published for an audience that may be used, and shown while it is the same and may be', async () => {
    const who = await o.member({ ...ADULT, interest: 'violets' });
    const saved = await o.call<{ id: string }>(
      o.sam,
      'POST',
      `${INSIGHT}/audiences`,
      {
        organisation: o.id,
        title: 'Violets',
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions: [{ kind: 'interest', values: ['violets'] }],
      },
      201,
    );
    const { id, state, hindrance } = await o.write(saved.id);
    assert.deepEqual([state, hindrance], ['draft', 'untold']);
    await o.publish(id, 409);
    assert.equal(await o.next(who), null);
    await o.size(saved.id);
    assert.equal((await o.publish(id)).state, 'live');
    await o.publish(id, 409);
    assert.equal((await o.next(who))?.id, id);
    const put = (conditions: unknown, title = 'Violets') =>
      o.call(o.sam, 'PUT', `${INSIGHT}/audiences/${saved.id}`, {
        title,
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions,
      });
    await put([{ kind: 'interest', values: ['violets', 'pansies'] }]);
    await o.size(saved.id);
    assert.equal((await o.shownAs(id)).hindrance, 'changed');
    assert.deepEqual([await o.next(who), await o.own(who)], [null, []]);
    await put([{ kind: 'interest', values: ['violets'] }], 'By another name');
    assert.equal((await o.shownAs(id)).hindrance, null);
    assert.equal((await o.next(who))?.id, id);
    await o.call(o.experts.marketing, 'PUT', `${INSIGHT}/audience-threshold`, {
      organisation: o.id,
      signed_from: 20,
    });
    assert.equal((await o.shownAs(id)).hindrance, 'unsigned');
    assert.deepEqual(await o.own(who), [], 'what must be signed and isn’t is shown to nobody');
    await o.call(o.experts.compliance, 'PUT', `${INSIGHT}/audience-threshold`, {
      organisation: o.id,
      signed_from: 100,
    });
    assert.equal((await o.own(who)).length, 1);
    o.app.clock.advance(30 * DAY_MS);
    assert.deepEqual([(await o.shownAs(id)).hindrance, await o.own(who)], ['untold', []]);
    await o.size(saved.id);
    assert.equal((await o.own(who)).length, 1);
    await o.call(o.sam, 'DELETE', `${INSIGHT}/audiences/${saved.id}`, undefined, 204);
    assert.deepEqual([(await o.shownAs(id)).hindrance, await o.own(who)], ['gone', []]);
  });

  it('end when they say, or at once, and stay as they were shown', async () => {
    const who = await o.member({ ...ADULT, interest: 'daisies' });
    const in90 = new Date(instantOf(o.app.deps) + 90 * DAY_MS + 3_600_000).toISOString();
    const audience = await o.audience('daisies');
    await o.write(audience.id, { until: in90.replace(/^\d{4}/, '2099') }, o.sam, 422);
    await o.write(audience.id, { until: new Date(instantOf(o.app.deps) - 1).toISOString() }, o.sam, 422);
    for (const link of ['http://shop.example', 'javascript:alert(1)', 'shop.example', 'ftp://shop.example']) {
      await o.write(audience.id, { link }, o.sam, 422);
    }
    const until = new Date(instantOf(o.app.deps) + 2 * DAY_MS).toISOString();
    const { id } = await o.write(audience.id, { until });
    const said = { audience: audience.id, title: 'Changed', text: 'Words', until };
    await o.call(o.sam, 'PUT', `${OFFERS}/${id}`, said);
    await o.publish(id);
    await o.call(o.sam, 'PUT', `${OFFERS}/${id}`, said, 409);
    assert.equal((await o.next(who))?.title, 'Changed');
    o.app.clock.advance(2 * DAY_MS);
    assert.deepEqual([(await o.shownAs(id)).state, await o.own(who)], ['ended', []]);
    // Nor is it shown to whoever comes now.
    const late = await o.member({ ...ADULT, interest: 'daisies' });
    assert.equal(await o.next(late), null);
    const second = await o.offer('daisies');
    assert.equal((await o.next(who))?.id, second.id);
    await o.call(o.sam, 'DELETE', `${OFFERS}/${second.id}`, undefined, 204);
    assert.deepEqual([(await o.shownAs(second.id)).state, await o.own(who)], ['ended', []]);
    assert.equal(await o.next(late), null);
    const thrown = await o.write(audience.id, {});
    await o.call(o.sam, 'DELETE', `${OFFERS}/${thrown.id}`, undefined, 204);
    await o.call(o.sam, 'GET', `${OFFERS}/${thrown.id}`, undefined, 404);
  });

  it('are nothing to whoever has no seat, and for their function alone to change', async () => {
    const audience = await o.audience('zinnias');
    const { id } = await o.write(audience.id);
    const [stranger, sales] = [await o.person(), await o.person()];
    const staff = `${API}/organisations/${o.id}/staff/${sales.id}`;
    await o.call(o.network.admin, 'PUT', staff, { functions: ['sales'] }, 204);
    for (const who of [stranger, o.network.admin]) {
      await o.call(who, 'GET', `${OFFERS}/${id}`, undefined, 404);
      await o.call(who, 'GET', `${OFFERS}?organisation=${o.id}`, undefined, 404);
      for (const deed of ['publish', 'outcomes']) {
        await o.call(who, 'POST', `${OFFERS}/${id}/${deed}`, undefined, 404);
      }
      await o.call(who, 'DELETE', `${OFFERS}/${id}`, undefined, 404);
      await o.write(audience.id, {}, who, 404);
    }
    for (const who of [sales, o.experts.legal]) {
      assert.equal((await o.call<{ id: string }>(who, 'GET', `${OFFERS}/${id}`)).id, id);
      for (const deed of ['publish', 'outcomes']) {
        await o.call(who, 'POST', `${OFFERS}/${id}/${deed}`, undefined, 403);
      }
      await o.write(audience.id, {}, who, 422);
    }
    await o.call(o.sam, 'POST', `${OFFERS}/${id}/outcomes`, undefined, 409);
  });

  it('end with an organisation’s or a member’s suspension', async () => {
    const who = await o.member({ ...ADULT, interest: 'cosmos' });
    await o.offer('cosmos');
    assert.notEqual(await o.next(who), null);
    const suspension = `${API}/networks/${o.network.slug}/suspensions/${o.id}`;
    await o.call(o.network.admin, 'PUT', suspension, undefined, 204);
    assert.deepEqual([await o.next(who), await o.own(who)], [null, []]);
    await o.call(o.network.admin, 'DELETE', suspension, undefined, 204);
    assert.equal((await o.own(who)).length, 1);
    await o.call(
      o.network.admin,
      'PUT',
      `${API}/networks/${o.network.slug}/suspensions/${who.id}`,
      undefined,
      204,
    );
    await o.call(who, 'GET', OWN, undefined, 403);
    await o.call(who, 'POST', `${OWN}/next`, undefined, 403);
  });

  it('end where experts want a policy to name their purpose, and none does', async () => {
    const who = await o.member({ ...ADULT, interest: 'daphne' });
    const { id } = await o.offer('daphne');
    const draft = await o.write((await o.audience('lilac')).id);
    assert.equal((await o.next(who))?.id, id);
    await o.call(o.experts.it, 'PUT', `${INSIGHT}/terms`, { organisation: o.id, policy_first: true });
    assert.deepEqual([await o.next(who), await o.own(who)], [null, []]);
    assert.equal((await o.shownAs(id)).hindrance, 'policy');
    const refused = await o.ask(o.sam, 'POST', `${OFFERS}/${draft.id}/publish`);
    assert.equal(refused.status, 409);
    assert.match(await refused.text(), /No policy in force names the purpose offer-targeting/);
  });
});

const kinds = (uses: unknown): string[] =>
  (uses as { deed: string; purpose: string; kinds: string[] }[]).map(
    ({ deed, purpose, kinds: of }) => `${deed} ${purpose} ${of}`,
  );
