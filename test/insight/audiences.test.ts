import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { askAudienceSize } from '../../src/insight/audiences/audience-size.ts';
import { mayUseAudience } from '../../src/insight/audiences/may-use-audience.ts';
import { isCertainlyOfAgeSql } from '../../src/insight/audiences/of-age-sql.ts';
import type { Precision } from '../../src/privacy/disclosure.ts';
import { isCertainlyOfAge } from '../../src/privacy/of-age.ts';
import { DAY_MS, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseBelow, noiseBetween } from './noise-of.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from './targeting.ts';

const AUDIENCES = `${INSIGHT}/audiences`;
const GARDENS = [{ kind: 'interest', values: ['gardens'] }];

describe('audiences that an organisation keeps', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const save = (more: object = {}, who: TestPersona = t.sam, status = 201) =>
    t.call<AudienceJson>(
      who,
      'POST',
      AUDIENCES,
      {
        organisation: t.id,
        title: 'Gardeners',
        function: 'marketing',
        purpose: 'offer-targeting',
        conditions: GARDENS,
        ...more,
      },
      status,
    );
  const read = (id: string, who: TestPersona = t.sam, status = 200) =>
    t.call<AudienceJson>(who, 'GET', `${AUDIENCES}/${id}`, undefined, status);
  /** Asks under noise of one's own choice; each on a day of its own. */
  const size = async (id: string, random = noiseBetween(20, 60)) => {
    t.app.clock.advance(DAY_MS);
    const at = instantOf(t.app.deps);
    const told = await askAudienceSize({ ...t.app.deps, random }, await t.viewer(), id, at);
    assert.ok(told.ok);
    return told.value.released;
  };
  const use = async (id: string) => {
    const { network, networkFacts } = await t.viewer();
    const ground = { network, policies: networkFacts.policies };
    return mayUseAudience(t.app.deps.store.community, ground, id, instantOf(t.app.deps));
  };
  const leftOf = () =>
    t.call<{ counts_left: number }>(t.sam, 'GET', `${INSIGHT}/budget?organisation=${t.id}`);

  it('have only those in them who let it, show it, and are of age (P7)', async () => {
    const network = { kind: 'network' };
    const adult = { interest: 'gardens', born: '1980-05-21' };
    const within = [
      await t.member(adult),
      await t.member({ ...adult, to: network }),
      await t.member({ ...adult, precision: 'age-band' }),
      await t.member({ ...adult, lets: [], interest: ' gardens ' }),
    ];
    await t.let(within[3] as TestPersona, 'offer-targeting', network);
    const someone = await t.person();
    const elsewhere = { kind: 'persona', persona: someone.id };
    const without = {
      'no consent': await t.member({ ...adult, lets: [] }),
      'another purpose': await t.member({ ...adult, lets: ['aggregation', 'personalisation'] }),
      'another interest': await t.member({ ...adult, interest: 'Gardens' }),
      'a minor': await t.member({ ...adult, born: '2012-01-01' }),
      'a minor until December': await t.member({ ...adult, born: '2008-12-30' }),
      'of no known age': await t.member({ interest: 'gardens' }),
      'shown to another': await t.member({ ...adult, to: elsewhere }),
    };
    const blocker = await t.member(adult);
    await t.call(blocker, 'POST', `/api/v1/accounts/${t.id}/block`);
    const halfShown = await t.member({ interest: 'gardens' });
    await t.show(halfShown, 'birth-date', '1980-01-01', 'year', elsewhere);
    const twoDates = await t.member(adult);
    await t.show(twoDates, 'birth-date', '2011-01-01', 'exact', t.toOrga);
    const withdrew = await t.member(adult);
    await t.call(withdrew, 'PUT', '/api/privacy/v1/processing-rules/offer-targeting', { rules: [] });
    const inTalk = await t.member(adult);
    await sql`update community.disclosure set conversation_id = gen_random_uuid()
      where actor_id = ${inTalk.id}`.execute(t.app.deps.store.community);
    const { id } = await save();
    assert.ok((await size(id)) !== null);
    assert.deepEqual(await t.participants(), within.map((who) => who.id).toSorted());
    for (const [why, who] of Object.entries({ ...without, blocker, halfShown, twoDates, withdrew, inTalk })) {
      assert.deepEqual(await t.call(who, 'GET', '/api/privacy/v1/uses'), [], why);
    }
    const [first] = within;
    const [noted] = await t.call<{ deed: string; purpose: string; kinds: string[] }[]>(
      first as TestPersona,
      'GET',
      '/api/privacy/v1/uses',
    );
    assert.equal(noted?.deed, 'counted');
    assert.equal(noted?.purpose, 'offer-targeting');
    assert.deepEqual(noted?.kinds, ['birth-date', 'interest']);
  });

  it('ask for all of their conditions, and compare no more exactly than a place or an age', async () => {
    const both = await t.member({ interest: 'boats', born: '1975-01-01' });
    await t.show(both, 'language', 'nl', 'exact', t.toOrga);
    await t.show(both, 'address', 'Rue X 1, 1000 Brussels, Belgium', 'country', t.toOrga);
    const one = await t.member({ interest: 'boats', born: '1975-01-01' });
    await t.show(one, 'address', 'Belgium', 'exact', t.toOrga);
    const two = [
      { kind: 'interest', values: ['boats', 'ships'] },
      { kind: 'language', values: ['nl'] },
    ];
    await size((await save({ conditions: two })).id);
    assert.deepEqual(await t.participants(), [both.id]);
    const place = [
      { kind: 'interest', values: ['boats'] },
      { kind: 'address', values: ['Belgium'] },
    ];
    await size((await save({ conditions: place })).id);
    assert.deepEqual(await t.participants(), [both.id], 'an exact address is compared with nothing');
  });

  it('are one question, however they are said', async () => {
    const conditions = [
      { kind: 'skill', values: ['sewing', ' baking'] },
      { kind: 'interest', values: ['music'] },
    ];
    const otherwise = [
      { kind: 'interest', values: ['music', 'music'] },
      { kind: 'skill', values: ['baking', 'sewing'] },
      { kind: 'skill', values: ['sewing', 'cooking', 'baking'] },
    ];
    const [one, other] = [
      await save({ conditions }),
      await save({ conditions: otherwise, title: 'The same' }),
    ];
    assert.equal(one.to_sign, other.to_sign);
    const first = await t.call<{ id: string }>(t.sam, 'POST', `${AUDIENCES}/${one.id}/size`);
    const { counts_left: left } = await leftOf();
    for (let n = 0; n < 50; n++) {
      const again = await t.call<{ id: string }>(t.sam, 'POST', `${AUDIENCES}/${other.id}/size`);
      assert.equal(again.id, first.id);
    }
    assert.equal((await leftOf()).counts_left, left);
  });

  it('may be used once their size was told, while that stands', async () => {
    const { id, usable, hindrance } = await save({ conditions: [{ kind: 'skill', values: ['chess'] }] });
    assert.deepEqual([usable, hindrance], [false, 'untold']);
    assert.equal((await use(id)).ok, false);
    await size(id, noiseBelow());
    assert.equal((await read(id)).hindrance, 'too-few');
    await size(id, noiseBetween(20, 60));
    assert.deepEqual([(await read(id)).usable, (await read(id)).needs_signature], [true, false]);
    assert.ok((await use(id)).ok);
    t.app.clock.advance(30 * DAY_MS - 5000);
    assert.ok((await use(id)).ok);
    t.app.clock.advance(5000);
    assert.equal((await use(id)).ok, false, 'what was told a month ago says little about today');
    assert.equal((await read(id)).hindrance, 'untold');
  });

  it('are changed one after the other, whoever changes them at once', async () => {
    const { id } = await save({ conditions: [{ kind: 'skill', values: ['go'] }] });
    const changes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        t.app.request('PUT', `${AUDIENCES}/${id}`, {
          token: t.sam.token,
          body: {
            title: `Players ${n}`,
            function: 'marketing',
            purpose: 'offer-targeting',
            conditions: [{ kind: 'skill', values: [`go ${n}`] }],
          },
        }),
      ),
    );
    assert.deepEqual(new Set(changes.map(({ status }) => status)), new Set([200]));
    assert.equal((await read(id)).version, 11);
    const { rows } = await sql<{ many: number }>`select count(*)::int as many from community.saved_audience
      where id = ${id} and valid_until = 'infinity'`.execute(t.app.deps.store.community);
    assert.equal(rows[0]?.many, 1);
  });

  it('of a hundred and more may be used once exactly this was signed', async () => {
    const conditions = [{ kind: 'skill', values: ['rowing'] }];
    const { id, to_sign: text } = await save({ conditions });
    await size(id, noiseBetween(100, 200));
    assert.deepEqual([(await read(id)).hindrance, (await read(id)).needs_signature], ['unsigned', true]);
    const wider = JSON.parse(text);
    wider.conditions[0].values.push('running');
    await t.sign('saved-audience', JSON.stringify(wider));
    assert.equal((await use(id)).ok, false, 'a wider one was signed');
    const matter = await t.sign('saved-audience', text);
    assert.ok((await use(id)).ok);
    assert.ok((await read(id)).usable);
    // Whatever changes is another version, with a size of its own.
    const changed = { title: 'Rowers', function: 'marketing', purpose: 'offer-targeting' };
    const more = [{ kind: 'skill', values: ['rowing', 'cycling'] }];
    const second = await t.call<AudienceJson>(t.sam, 'PUT', `${AUDIENCES}/${id}`, {
      ...changed,
      conditions: more,
    });
    assert.deepEqual([second.version, second.hindrance], [2, 'untold']);
    await size(id, noiseBetween(100, 200));
    assert.equal((await use(id)).ok, false);
    await t.call(t.sam, 'PUT', `${AUDIENCES}/${id}`, { ...changed, conditions });
    assert.ok((await use(id)).ok, 'of a new name nobody signs anew');
    await t.step(t.author, matter, { step: 'retire' });
    assert.equal((await use(id)).ok, false, 'what was stopped is signed no longer');
    await t.call(t.sam, 'DELETE', `${AUDIENCES}/${id}`, undefined, 204);
    await read(id, t.sam, 404);
    assert.equal((await use(id)).ok, false);
  });

  it('are signed by the most that they were told to have, for as long as that stands', async () => {
    const { id } = await save({ conditions: [{ kind: 'skill', values: ['archery'] }] });
    await size(id, noiseBetween(120, 160));
    assert.equal((await read(id)).hindrance, 'unsigned');
    await size(id, noiseBetween(40, 60));
    assert.ok(((await read(id)).size?.count ?? 0) < 100);
    assert.equal((await read(id)).hindrance, 'unsigned', 'to ask until fewer are told gets round nothing');
    t.app.clock.advance(29 * DAY_MS);
    await size(id, noiseBetween(40, 60));
    assert.equal((await read(id)).hindrance, null);
  });

  it('are signed from fewer members on where an organisation says so, and never from more', async () => {
    const path = `${INSIGHT}/audience-threshold`;
    const set = (who: TestPersona, from: number, status = 200) =>
      t.call(who, 'PUT', path, { organisation: t.id, signed_from: from }, status);
    const { id } = await save({ conditions: [{ kind: 'skill', values: ['juggling'] }] });
    await size(id, noiseBetween(40, 60));
    assert.ok((await use(id)).ok);
    await set(t.sam, 20, 403);
    await set(t.experts.legal, 101, 422);
    await set(t.experts.marketing, 20);
    assert.equal((await read(id)).hindrance, 'unsigned');
    await set(t.experts.marketing, 100, 403);
    await set(await t.person(), 20, 404);
    await set(t.experts.compliance, 100);
    assert.ok((await use(id)).ok);
  });

  it('are narrowed by policies on what policies call to target', async () => {
    const who = await t.member({ interest: 'kites', born: '1980-01-01' });
    const conditions = [{ kind: 'interest', values: ['kites'] }];
    const { id } = await save({ conditions });
    const reads = await save({ conditions: [{ kind: 'language', values: ['fr'] }] });
    await size(id);
    assert.deepEqual(await t.participants(), [who.id]);
    const policy = await t.inForce(`@id("no-interests")
forbid (principal in Function::"marketing", action == Action::"target", resource is Attribute)
when { resource has kind && resource.kind == AttributeKind::"interest" };`);
    assert.equal((await read(id)).hindrance, 'policy');
    assert.equal((await use(id)).ok, false);
    const { counts_left: left } = await leftOf();
    await t.call(t.sam, 'POST', `${AUDIENCES}/${id}/size`, undefined, 409);
    assert.equal((await leftOf()).counts_left, left, 'what the rule says costs nothing');
    assert.equal((await read(reads.id)).hindrance, 'untold', 'of another kind it says nothing');
    await t.step(t.author, policy.id, { step: 'retire' });
    for (const one of policy.required) await t.approve(one as 'legal', policy.id);
    await t.step(t.author, policy.id, { step: 'retire' });
    assert.equal((await read(id)).hindrance, null);
  });

  it('go by the label of what is shown, which is the copy’s own', async () => {
    const [open, internal] = [
      await t.member({ interest: 'moss', born: '1980-01-01' }),
      await t.member({ interest: 'moss', born: '1980-01-01' }),
    ];
    const db = t.app.deps.store.community;
    const changed = () =>
      sql`update community.network set policy_version = policy_version + 1, highest_label = 'trade-secret'
        where id = ${t.network.id}`.execute(db);
    await sql`update community.disclosure set label = 'internal'
      where actor_id = ${internal.id} and kind = 'interest'`.execute(db);
    await changed();
    const { id } = await save({ conditions: [{ kind: 'interest', values: ['moss'] }] });
    await size(id);
    assert.deepEqual(await t.participants(), [open.id, internal.id].toSorted());
    const { rows } = await sql<{ id: string }>`insert into community.policy
      (network_id, id, actions, object_kinds, labels, unless_keys, valid_from, valid_until)
      values (${t.network.id}, gen_random_uuid(), '{process}', '{attribute}', '{internal}', '{}', '-infinity',
        'infinity') returning id`.execute(db);
    await changed();
    await size(id);
    assert.deepEqual(await t.participants(), [open.id]);
    await sql`delete from community.policy where id = ${rows[0]?.id}`.execute(db);
    await changed();
  });

  it('are nothing to whoever has no seat, and for their function alone to change', async () => {
    const { id } = await save({ conditions: [{ kind: 'skill', values: ['glass'] }] });
    const stranger = await t.person();
    const sales = await t.person();
    const staff = `/api/privacy/v1/organisations/${t.id}/staff/${sales.id}`;
    await t.call(t.network.admin, 'PUT', staff, { functions: ['sales'] }, 204);
    for (const who of [stranger, t.network.admin]) {
      await read(id, who, 404);
      await t.call(who, 'GET', `${AUDIENCES}?organisation=${t.id}`, undefined, 404);
      await t.call(who, 'POST', `${AUDIENCES}/${id}/size`, undefined, 404);
      await t.call(who, 'DELETE', `${AUDIENCES}/${id}`, undefined, 404);
      await save({}, who, 404);
    }
    assert.equal((await read(id, sales)).id, id, 'whoever has a seat reads');
    assert.equal((await read(id, t.experts.legal)).id, id);
    await t.call(sales, 'POST', `${AUDIENCES}/${id}/size`, undefined, 403);
    await t.call(sales, 'DELETE', `${AUDIENCES}/${id}`, undefined, 403);
    await save({}, sales, 404);
    const seized = { title: 'Mine', function: 'sales', purpose: 'sales', conditions: GARDENS };
    await t.call(t.sam, 'PUT', `${AUDIENCES}/${id}`, seized, 422);
  });

  it('never ask for what is sensitive, for one person, for children, or for nothing', async () => {
    const wrong: object[] = [
      { conditions: [] },
      { conditions: [{ kind: 'interest', values: [] }] },
      { conditions: [{ kind: 'interest', values: ['  '] }] },
      { conditions: [{ kind: 'birth-date', values: ['under 18'] }] },
      { conditions: [{ kind: 'birth-date', values: ['1980-05-21'] }] },
      { conditions: Array.from({ length: 6 }, (_, n) => ({ kind: 'skill', values: [`${n}`] })) },
      { purpose: 'aggregation' },
      { purpose: 'reading' },
      { title: ' ' },
      { more: 1 },
      ...['gender', 'pronouns', 'other', 'name', 'email', 'phone', 'website', 'legal-name'].map((kind) => ({
        conditions: [{ kind, values: ['x'] }],
      })),
    ];
    for (const one of wrong) {
      await save(one, t.sam, 422);
      if (!('title' in one))
        await t.call(
          t.author,
          'POST',
          `/api/organisations/v1/${t.id}/matters`,
          {
            kind: 'saved-audience',
            title: 'Wrong',
            text: JSON.stringify({
              function: 'marketing',
              purpose: 'offer-targeting',
              conditions: GARDENS,
              ...one,
            }),
          },
          422,
        );
    }
  });

  it('know an age in SQL as the rule has it', async () => {
    const at = Date.parse('2026-03-01T12:00:00Z');
    const values = [
      '2008-03-01',
      '2008-03-02',
      '2008-02-29',
      '1980',
      '2007',
      '2008',
      '2000s',
      '1990s',
      '18–19',
    ];
    const more = ['under 18', '17–25', '100–109', '', 'x', '99999–1', '1980-1-1', '90s', '1234567–5'];
    for (const precision of ['exact', 'year', 'decade', 'age-band', 'town'] as Precision[]) {
      for (const value of [...values, ...more]) {
        const { rows } = await sql<{ is: boolean }>`select ${isCertainlyOfAgeSql('d', at)} as is
          from (select ${value}::text as value, ${precision}::text as precision) d`.execute(
          t.app.deps.store.community,
        );
        assert.equal(rows[0]?.is, isCertainlyOfAge(value, precision, at), `${value} as ${precision}`);
      }
    }
  });

  it('are another network’s neither to see nor to use', async () => {
    const { id } = await save({ conditions: [{ kind: 'skill', values: ['weaving'] }] });
    await size(id);
    const ground = { network: '00000000-0000-7000-8000-000000000000' as NetworkId, policies: [] };
    const at = instantOf(t.app.deps);
    assert.equal((await mayUseAudience(t.app.deps.store.community, ground, id, at)).ok, false);
  });
});
