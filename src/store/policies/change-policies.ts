import { type Kysely, sql } from 'kysely';
import type { Policy } from '../../privacy/facts.ts';
import type { Instant, NetworkId, PolicyId, PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../schema.ts';
import { instantValue } from '../time.ts';
import { policyRow } from './policy-row.ts';

/** Rows of one insert: PostgreSQL takes so many parameters and no more. */
const AT_A_TIME = 1000;

/**
 * Writes policies, in the caller's transaction: reads that begin once it is committed go by them, from when they are in
 * force. Whether they may be is the use case's to have checked.
 */
export async function enactPolicies(
  trx: Kysely<Database>,
  network: NetworkId,
  policies: readonly Policy[],
): Promise<void> {
  for (let n = 0; n < policies.length; n += AT_A_TIME) {
    const rows = policies.slice(n, n + AT_A_TIME).map((one) => ({ network_id: network, ...policyRow(one) }));
    await trx.insertInto('community.policy').values(rows).execute();
  }
  await notePoliciesChanged(trx, network);
}

/**
 * Ends policies at an instant, in the caller's transaction; those that haven't begun by then never do.
 * @param which by id, or all that came from a text
 */
export async function endPolicies(
  trx: Kysely<Database>,
  network: NetworkId,
  which: { readonly ids: readonly PolicyId[] } | { readonly source: PolicyTextId },
  at: Instant,
): Promise<void> {
  const those =
    'ids' in which ? sql`p.id = any(${[...which.ids]}::uuid[])` : sql`p.source_id = ${which.source}`;
  await sql`update community.policy p set valid_until = greatest(p.valid_from, ${instantValue(at)})
    where p.network_id = ${network} and ${those} and p.valid_until > ${instantValue(at)}`.execute(trx);
  await notePoliciesChanged(trx, network);
}

/**
 * Notes that policies of the network were changed, in the same transaction: processes keep them in memory by this number.
 * Whoever writes to `community.policy` by hand has to do it as well.
 */
export async function notePoliciesChanged(trx: Kysely<Database>, network: NetworkId): Promise<void> {
  // Statements of one transaction that change the same network wait here for each other.
  await sql`update community.network n set policy_version = n.policy_version + 1
    where n.id = ${network}`.execute(trx);
  await sql`update community.network n set policy_keys = array(
      select distinct unnest(p.unless_keys) from community.policy p where p.network_id = ${network} order by 1)
    where n.id = ${network}`.execute(trx);
}
