import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { resolveList } from '../../src/insight/resolution/resolve-list.ts';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { whileLocked } from '../support/while-locked.ts';
import { noiseBetween } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const RESOLUTIONS = `${INSIGHT}/resolutions`;
const RULES = '/api/privacy/v1/processing-rules/entity-resolution';

interface Told {
  count: number | null;
  fewer_than: number | null;
  by: string[];
  rows: number;
  named: { persona: string; handle: string; lines: number[] }[] | null;
  budget: { counts_left: number };
}
interface Listed {
  attempts: { by: string[]; rows: number; individually: boolean; outcome: string | null }[];
  signed: { matter: string; definition: object }[];
}

describe('a list from outside', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const bring = async (list: string, more = '', who: TestPersona = t.sam, type = 'text/csv') => {
    t.app.clock.advance(1000);
    return t.app.request('POST', `${RESOLUTIONS}?organisation=${t.id}&function=marketing${more}`, {
      token: who.token,
      body: list,
      headers: { 'content-type': type },
    });
  };
  const told = async (list: string, more = '', status = 200): Promise<Told> => {
    const answer = await bring(list, more);
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    return JSON.parse(text) as Told;
  };
  const listed = () => t.call<Listed>(t.sam, 'GET', `${RESOLUTIONS}?organisation=${t.id}`);
  const lets = (who: TestPersona, individually = false) =>
    t.call(who, 'PUT', RULES, {
      rules: [{ audience: t.toOrga, over: individually ? ['attributes', 'named'] : ['attributes'] }],
    });
  const member = async (shown: Record<string, string>, individually: boolean | null = false) => {
    const who = await t.person();
    for (const [kind, value] of Object.entries(shown)) {
      await t.show(who, kind, value, kind === 'address' ? 'town' : 'exact', t.toOrga);
    }
    if (individually === true) await t.show(who, 'birth-date', '1980-05-21', 'age-band', t.toOrga);
    if (individually !== null) await lets(who, individually);
    return who;
  };
  const dayIn = (days: number) => new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  /** What the mechanism was given, by noise that is known. */
  const counted = async (list: string): Promise<number> => {
    t.app.clock.advance(DAY_MS);
    const at = instantOf(t.app.deps);
    const noise = noiseBetween(20, 200);
    let isSalt = true;
    const random = (length: number): Buffer => {
      const bytes = isSalt ? Buffer.alloc(length) : noise(length);
      isSalt = false;
      return bytes;
    };
    const deps = { ...t.app.deps, random };
    const bytes = async function* () {
      yield new TextEncoder().encode(list);
    };
    const asked = { organisation: t.id as ActorId, function: 'marketing', individuallyUntil: null } as const;
    const answer = await resolveList(deps, await t.viewer(), asked, bytes(), at);
    assert.ok(answer.ok);
    return answer.value.released ?? 0;
  };
  const nobody = 'email\nnobody@example.org\n';

  it('counts members who let it, by what they show, however either writes it', async () => {
    const base = await counted(nobody);
    const ways: [Record<string, string>, string][] = [
      [{ email: 'Ann.Lee@Example.org' }, 'email\nann.lee@example.ORG\n'],
      [{ phone: '+44 20 7946 0018' }, 'phone\n0044 (20) 7946-0018\n'],
      [{ name: 'Élise Müller', 'home-town': 'Leeds, United Kingdom' }, 'name,town\nÉLISE MÜLLER,leeds\n'],
      [
        { name: 'Bob Hill', address: '1 Elm Street, York, United Kingdom' },
        'town,name\r\nYork,"bob  hill"\r\n',
      ],
      [{ email: 'cy@example.org', phone: '+31201234567' }, 'email,phone\ncy@example.org,\n,+31 20 1234567\n'],
    ];
    for (const [shown, list] of ways) {
      const who = await member(shown);
      assert.equal((await counted(list)) - base, 1, list);
      const [use] = await t.call<{ deed: string; purpose: string }[]>(who, 'GET', '/api/privacy/v1/uses');
      assert.deepEqual([use?.deed, use?.purpose], ['compared', 'entity-resolution']);
    }
  });

  it('finds nobody who didn’t let it, and notes nothing of them (P7)', async () => {
    const base = await counted(nobody);
    const email = 'outside@example.org';
    const outside = [
      await member({ email }, null),
      await member({}, false),
      await t.member({ lets: ['mining', 'offer-targeting', 'aggregation'] }),
    ];
    await t.show(outside[1] as TestPersona, 'email', email, 'exact', { kind: 'connections' });
    await t.show(outside[2] as TestPersona, 'email', email, 'exact', t.toOrga);
    const coarse = await t.person();
    await t.show(coarse, 'email', email, 'domain', t.toOrga);
    const blocker = await member({ email });
    await t.call(blocker, 'POST', `/api/v1/accounts/${t.id}/block`);
    const withdrew = await member({ email });
    await t.call(withdrew, 'PUT', RULES, { rules: [] });
    assert.equal((await counted(`email\n${email}\n`)) - base, 0);
    for (const who of [...outside, coarse, blocker, withdrew]) {
      assert.deepEqual(await t.call(who, 'GET', '/api/privacy/v1/uses'), []);
    }
  });

  it('is one question in whatever order and however often it names people', async () => {
    t.app.clock.advance(DAY_MS);
    const one = await told('email\na@example.org\nb@example.org\n');
    for (const same of [
      'email\nb@example.org\nA@example.org\nb@example.org\n',
      '"email"\r\n"b@example.org"\r\n"a@example.org"\r\n',
      '\ufeffEMAIL\nb@example.org \n\na@example.org',
      'email,phone\nb@example.org,\na@example.org,\n',
      'name,town,email\n,,a@example.org\nBob,,b@example.org\n',
    ]) {
      const again = await told(same);
      assert.deepEqual([again.count, again.fewer_than], [one.count, one.fewer_than]);
      assert.equal(again.budget.counts_left, one.budget.counts_left);
    }
    const other = await told('email\na@example.org\n');
    assert.equal(other.budget.counts_left, one.budget.counts_left - 1);
  });

  it('is refused where it isn’t as it should be, with the line and never what stands there', async () => {
    const many = Array.from({ length: 100_001 }, (_, n) => `a${n}@example.org`).join('\n');
    for (const [list, says] of [
      ['', /names nobody/],
      ['email\n', /names nobody/],
      ['email,birthday\na@example.org,1990-01-01\n', /nothing else/],
      ['name\nAnn\n', /nothing else/],
      ['email,email\na@example.org,b@example.org\n', /nothing else/],
      ['email\nnot an address\n', /line 2 has no email/],
      ['phone\n12\n', /line 2 has no phone/],
      ['email\na@example.org,b@example.org\n', /line 2 has 2 cells/],
      ['email\n"a@example.org\n', /breaks off/],
      ['email\n"a"b\n', /goes on after a quote/],
      ['email\na"b\n', /quote/],
      [`email\n${'a'.repeat(2000)}@example.org\n`, /too long/],
      [`email\n${many}\n`, /100000 lines/],
    ] as const) {
      const answer = await bring(list);
      const text = await answer.text();
      assert.equal(answer.status, 422, text);
      assert.match(text, says);
      assert.ok(!text.includes('not an address'));
    }
    assert.equal((await bring('email\na@example.org\n', '', t.sam, 'application/json')).status, 422);
    assert.equal((await bring('email\na@example.org\n', '&individually_until=soon')).status, 422);
    for (const who of [await t.person(), t.network.admin, t.experts.legal]) {
      assert.equal((await bring(nobody, '', who)).status, 404);
    }
  });

  it('tells who is meant of those alone who let just that, once it was signed, and notes each', async () => {
    t.app.clock.advance(DAY_MS);
    const until = dayIn(30);
    const individually = `&individually_until=${until}`;
    const named = await member({ email: 'dora@example.org', phone: '+31207654321' }, true);
    const alike = await member({ email: 'dora@example.org' }, true);
    const unnamed = await member({ email: 'emil@example.org' }, false);
    const list = 'email,phone\nemil@example.org,\ndora@example.org,\nnobody@example.org,\n,+31207654321\n';
    await told(list, individually, 403);
    const definition = {
      function: 'marketing',
      purpose: 'entity-resolution',
      resolution: ['email', 'phone'],
      until,
    };
    await t.sign('export', JSON.stringify({ ...definition, resolution: ['phone', 'email'] }));
    await told('email\nemil@example.org\n', individually, 403);
    const { named: found } = await told(list, individually);
    assert.deepEqual(
      found?.map(({ persona, lines }) => [persona, lines]),
      [
        [named.id, [3, 5]],
        [alike.id, [3]],
      ].sort(),
    );
    assert.ok(found?.every(({ handle }) => handle.startsWith('person')));
    assert.equal((await told(list)).named, null, 'it is told only where it is asked for');
    const deeds = async (who: TestPersona) =>
      (await t.call<{ deed: string }[]>(who, 'GET', '/api/privacy/v1/uses')).map(({ deed }) => deed);
    assert.ok((await deeds(named)).includes('matched') && (await deeds(alike)).includes('matched'));
    assert.ok(!(await deeds(unnamed)).includes('matched'));
    const { rows } = await sql<{ most: number }>`select max(n) as most from (
        select count(*)::int as n from community.data_use u
        join community.data_use_participant p on p.use_id = u.id where u.deed = 'matched' group by u.id) s`.execute(
      t.app.deps.store.community,
    );
    assert.equal(rows[0]?.most, 1, 'each is a use of its own');
    await lets(named, false);
    const after = await told(list, individually);
    assert.deepEqual(
      after.named?.map(({ persona }) => persona),
      [alike.id],
      'who withdrew it is in nothing that begins later',
    );
    await t.call(alike, 'PUT', RULES, { rules: [] }, 200);
    assert.deepEqual((await told(list, individually)).named, []);
  });

  it('tells nobody’s name who withdrew while they were counted', async () => {
    t.app.clock.advance(DAY_MS);
    const until = dayIn(30);
    const [stays, goes] = [
      await member({ email: 'gina@example.org' }, true),
      await member({ email: 'hugo@example.org' }, true),
    ];
    const definition = { function: 'marketing', purpose: 'entity-resolution', resolution: ['email'], until };
    await t.sign('export', JSON.stringify(definition));
    const { named } = await whileLocked(
      t.app.deps,
      sql`select 1 from community.noise_budget where organisation_id = ${t.id} for update`,
      () => told('email\ngina@example.org\nhugo@example.org\n', `&individually_until=${until}`),
      async () => {
        t.app.clock.advance(1000);
        await lets(goes, false);
        t.app.clock.advance(1000);
      },
    );
    assert.deepEqual(
      named?.map(({ persona }) => persona),
      [stays.id],
    );
  });

  it('tells of nobody who may be a minor which line means them; the number has them as others', async () => {
    t.app.clock.advance(DAY_MS);
    const until = dayIn(25);
    const signed = { function: 'marketing', purpose: 'entity-resolution', resolution: ['email'], until };
    await t.sign('export', JSON.stringify(signed));
    const [unknown, child] = [await t.person(), await t.person()];
    await t.show(child, 'birth-date', '2015-05-21', 'exact', t.toOrga);
    for (const who of [unknown, child]) {
      await t.show(who, 'email', 'young@example.org', 'exact', t.toOrga);
      await lets(who, true);
    }
    const list = 'email\nyoung@example.org\n';
    assert.deepEqual((await told(list, `&individually_until=${until}`)).named, []);
    const compared = await t.participants('compared');
    assert.ok(compared.includes(unknown.id) && compared.includes(child.id));
    await t.show(unknown, 'birth-date', '1980-05-21', 'decade', t.toOrga);
    const after = await told(list, `&individually_until=${until}`);
    assert.deepEqual(
      after.named?.map(({ persona }) => persona),
      [unknown.id],
    );
    for (const who of [unknown, child]) await lets(who, false);
  });

  it('has its attempts noted, however they ended, for its organisation and as a number for everybody', async () => {
    t.app.clock.advance(DAY_MS);
    const notice = async () =>
      (
        await t.call<{ lists_brought: { times: number } }>(
          await t.person(),
          'GET',
          `/api/privacy/v1/organisations/${t.id}/processing`,
        )
      ).lists_brought.times;
    const before = await notice();
    await told('email\nx@example.org\ny@example.org\n');
    await bring('email\nwrong\n');
    await told('phone\n+31201111111\n', `&individually_until=${dayIn(20)}`, 403);
    const { attempts } = await listed();
    assert.deepEqual(
      attempts.slice(0, 3).map(({ by, rows, outcome, individually }) => [by, rows, outcome, individually]),
      [
        [['phone'], 1, 'forbidden', true],
        [[], 0, 'invalid', false],
        [['email'], 2, 'told', false],
      ],
    );
    assert.equal(await notice(), before + 3);
    await t.call(t.network.admin, 'GET', `${RESOLUTIONS}?organisation=${t.id}`, undefined, 404);
    const record = await t.call<{ activities: { deed: string; times: number }[] }>(
      t.experts.compliance,
      'GET',
      `/api/organisations/v1/records/${t.id}/processing`,
    );
    assert.equal(record.activities.find(({ deed }) => deed === 'compared')?.times, before + 3);
  });

  it('is narrowed by policies on entity resolution', async () => {
    await t.sign(
      'policy',
      '@id("nobody-is-found-out")\nforbid (principal, action == Action::"resolve-entities", resource);',
    );
    await told(nobody, '', 409);
    assert.equal((await listed()).attempts[0]?.outcome, 'conflict');
  });

  it('leaves nothing of itself in any table', async () => {
    const words = ['zebrafinch@example.org', '+319998887', 'Quillon Abernathy'];
    t.app.clock.advance(DAY_MS);
    await t.call(t.experts.legal, 'GET', `${RESOLUTIONS}?organisation=${t.id}`);
    await bring(`email,phone,name,town\n${words[0]},${words[1]}66,${words[2]},Leeds\n`);
    const { rows: tables } = await sql<{
      name: string;
    }>`select format('%I.%I', table_schema, table_name) as name
      from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'community'`.execute(
      t.app.deps.store.community,
    );
    assert.ok(tables.length > 50);
    for (const { name } of tables) {
      for (const word of words) {
        const { rows } =
          await sql`select 1 from ${sql.raw(name)} x where x::text ilike ${`%${word}%`} limit 1`.execute(
            t.app.deps.store.community,
          );
        assert.equal(rows.length, 0, `${name} has ${word}`);
      }
    }
  });
});
