import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { compilePolicies } from '../../src/governance/policies/compile/compile-policies.ts';
import { CUSTOMER } from '../../src/governance/policies/library/customer.ts';
import { startingText } from '../../src/governance/policies/library/library.ts';
import { askAudienceSize } from '../../src/insight/audiences/audience-size.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import { type ActorId, DAY_MS, FOREVER, type NetworkId, type PolicyId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { enactPolicies } from '../../src/store/policies/change-policies.ts';
import type { TestPersona } from '../support/people.ts';
import { type AudienceJson, INSIGHT, type Targeting, targeting } from './targeting.ts';

const AUDIENCES = `${INSIGHT}/audiences`;

describe('policies on kinds of attributes', () => {
  let t: Targeting;
  let gardener: TestPersona;
  let twoDates: TestPersona;

  before(async () => {
    t = await targeting();
    gardener = await t.member({
      interest: 'gardens',
      born: '1980-01-01',
      lets: ['offer-targeting', 'aggregation'],
    });
    await t.show(gardener, 'education', 'Ghent', 'exact', t.toOrga);
    twoDates = await t.member({ interest: 'gardens', born: '1980-01-01' });
    await t.show(twoDates, 'birth-date', '2012-01-01', 'exact', t.toOrga);
  });

  const save = (...conditions: object[]) =>
    t.call<AudienceJson>(
      t.sam,
      'POST',
      AUDIENCES,
      { organisation: t.id, title: 'Some', function: 'marketing', purpose: 'offer-targeting', conditions },
      201,
    );
  const INTEREST = { kind: 'interest', values: ['gardens'] };
  const SCHOOL = { kind: 'education', values: ['Ghent'] };
  const BORN = { kind: 'birth-date', values: ['1980s', '1980'] };
  const asked = async ({ id }: AudienceJson) => {
    t.app.clock.advance(DAY_MS);
    return askAudienceSize(t.app.deps, await t.viewer(), id, instantOf(t.app.deps));
  };
  const found = async (...conditions: object[]): Promise<string[] | 'policy'> => {
    const told = await asked(await save(...conditions));
    if (told.ok) return t.participants();
    assert.equal(told.refusal.kind, 'conflict');
    return 'policy';
  };
  const count = async (purpose: string, what = 'attributes') =>
    (
      await t.ask(t.sam, 'POST', `${INSIGHT}/counts`, {
        organisation: t.id,
        function: 'marketing',
        purpose,
        what,
      })
    ).status;

  /** Puts a policy in force beside them, as a row. */
  const under = async <T>(columns: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> => {
    const db = t.app.deps.store.community;
    const changed = () =>
      sql`update community.network set policy_version = policy_version + 1 where id = ${t.network.id}`.execute(
        db,
      );
    const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
    const values = sql.join(Object.values(columns).map((value) => sql.lit(value)));
    const { rows } = await sql<{ id: string }>`insert into community.policy
      (network_id, id, unless_keys, valid_from, valid_until, ${names})
      values (${t.network.id}, gen_random_uuid(), '{}', '-infinity', 'infinity', ${values}) returning id`.execute(
      db,
    );
    await changed();
    try {
      return await work();
    } finally {
      await sql`delete from community.policy where id = ${rows[0]?.id}`.execute(db);
      await changed();
    }
  };

  it('shut what is seen of birth dates, and so out whoever is of no known age', async () => {
    const birth = { actions: '{see}', object_kinds: '{attribute}', attributes: '{birth-date}' };
    await under(birth, async () => assert.equal(await found(INTEREST), 'policy'));
    assert.deepEqual(await found(INTEREST), [gardener.id]);
  });

  it('never let in whoever they hide a birth date of (P2)', async () => {
    // Of two dates the one by which they are a minor.
    const db = t.app.deps.store.community;
    await sql`update community.network set highest_label = 'trade-secret' where id = ${t.network.id}`.execute(
      db,
    );
    await sql`update community.disclosure set label = 'internal'
      where actor_id = ${twoDates.id} and kind = 'birth-date' and precision = 'exact'`.execute(db);
    const hidden = await t.member({ interest: 'gardens', born: '1980-01-01' });
    await sql`update community.disclosure set label = 'internal'
      where actor_id = ${hidden.id} and kind = 'birth-date'`.execute(db);
    const internal = { actions: '{see}', object_kinds: '{attribute}', labels: '{internal}' };
    await under(internal, async () => assert.deepEqual(await found(INTEREST), [gardener.id]));
    assert.deepEqual(await found(INTEREST), [gardener.id, hidden.id].toSorted());
    await t.let(hidden, 'offer-targeting', { kind: 'nobody' });
    assert.deepEqual(await found(INTEREST), [gardener.id]);
  });

  it('shut a count of who lets it only where nothing of it is left', async () => {
    const members = async (policy: Readonly<Record<string, string>>): Promise<number> => {
      t.app.clock.advance(DAY_MS);
      return under(policy, async () => {
        assert.equal(await count('aggregation'), 200);
        return (await t.participants()).length;
      });
    };
    const process = { actions: '{process}' };
    assert.equal(await members({ ...process, object_kinds: '{attribute}', attributes: '{interest}' }), 1);
    await under({ ...process, object_kinds: '{attributes,attribute}' }, async () =>
      assert.equal(await count('aggregation'), 409),
    );
    assert.equal(await members({ ...process, object_kinds: '{posts}' }), 1);
  });

  it('leave an audience over another kind: under the starting point for customers', async () => {
    assert.deepEqual(await found(SCHOOL), [gardener.id]);
    assert.deepEqual(await found(BORN), [gardener.id]);
    const text = await startingText(CUSTOMER);
    assert.ok(text !== null);
    const compiled = await compilePolicies(text, {
      kind: 'customer',
      organisation: t.id as ActorId,
      scope: 'organisation',
    });
    assert.ok(compiled.ok);
    const policies = compiled.boxes.map(
      (box, n): Policy => ({
        ...box,
        id: t.app.deps.ids.next(`policy ${n}`) as PolicyId,
        binds: t.id as ActorId,
        from: instantOf(t.app.deps),
        until: FOREVER,
      }),
    );
    await t.app.deps.store.community
      .transaction()
      .execute((trx) => enactPolicies(trx, t.network.id as NetworkId, policies));
    assert.deepEqual(await found(INTEREST), [gardener.id]);
    for (const conditions of [[SCHOOL], [BORN], [INTEREST, SCHOOL], [INTEREST, BORN]]) {
      assert.equal(await found(...conditions), 'policy', JSON.stringify(conditions));
    }
    // Who lets it at all is counted where something of it is left, for as long as a number stands.
    assert.equal(await count('offer-targeting'), 200);
    assert.deepEqual(await t.participants(), [gardener.id, twoDates.id].toSorted());
  });
});
