import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Key } from '../../src/privacy/audience.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { relyOn } from '../../src/store/policies/engine.ts';
import { knownPolicies } from '../../src/store/policies/known-policies.ts';
import { POLICY_JSON, policyOfJson } from '../../src/store/policies/policy-row.ts';

/** Policies that are kept in memory are what the database says: whoever changed any has noted it. */
export async function assertPoliciesKnown({ community }: Pick<Store, 'community'>): Promise<void> {
  const { rows } = await sql<{
    id: NetworkId;
    version: number;
    keys: Key[];
    all_keys: Key[];
    policies: Parameters<typeof policyOfJson>[0][];
  }>`select n.id, n.policy_version as version, n.policy_keys as keys,
      array(select distinct unnest(p.unless_keys) from community.policy p where p.network_id = n.id order by 1) as all_keys,
      (select json_agg(${POLICY_JSON} order by p.valid_from, p.id) from community.policy p where p.network_id = n.id)
        as policies
    from community.network n where exists (select 1 from community.policy p where p.network_id = n.id)`.execute(
    community,
  );
  relyOn(community, { works: true });
  for (const { id, version, keys, all_keys: all, policies } of rows) {
    assert.ok(version > 0, 'the version of the policies was raised');
    assert.deepEqual([...keys].sort(), [...all].sort(), 'all sets that policies exempt are noted');
    assert.deepEqual(
      await knownPolicies(community, id, version),
      policies.map(policyOfJson),
      'policies in memory',
    );
  }
}
