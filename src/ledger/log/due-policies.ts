import { type Kysely, sql } from 'kysely';
import type { Days, Policy } from '../../privacy/facts.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { FOREVER, type NetworkId } from '../../privacy/words.ts';
import { POLICY_JSON, policyOfJson } from '../../store/policies/policy-row.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { type Due, endText } from './due.ts';

interface Row {
  readonly policy: Parameters<typeof policyOfJson>[0];
  readonly is_new: boolean;
}

/**
 * Policies that came into force, or whose end was changed, since the ledger last looked; they are taken for entered, in
 * the caller's transaction. What is in force is told to every member, so their entries are about the network.
 */
export async function takeDuePolicies(
  trx: Kysely<Database>,
  network: NetworkId,
  limit: number,
): Promise<Due[]> {
  const { rows } = await sql<Row>`
    with due as materialized (
      select p.id, p.entered_until is null as is_new from community.policy p
      where p.network_id = ${network} and p.entered_until is distinct from p.valid_until
      limit ${limit} for update skip locked),
    taken as (
      update community.policy p set entered_until = p.valid_until from due
      where p.network_id = ${network} and p.id = due.id returning p.*, due.is_new)
    select ${POLICY_JSON} as policy, p.is_new from taken p order by p.valid_from, p.id`.execute(trx);
  return rows.map(({ policy: json, is_new: isNew }) => {
    const policy = policyOfJson(json);
    const named = { policy: policy.id, network };
    const content = isNew
      ? { entry: 'policy', ...named, ...contentOf(policy) }
      : { entry: 'policy ended', ...named, until: endText(policy.until) };
    return { subject: network, about: policy.id, content: JSON.stringify(content), isErased: false };
  });
}

/** All that it says, and of which clause of which text; null is any, or none. */
const contentOf = (policy: Policy) => ({
  actions: policy.actions ?? null,
  purposes: policy.purposes?.map(purposeIri) ?? null,
  kinds: policy.objectKinds ?? null,
  labels: policy.labels ?? null,
  unless: policy.unless,
  organisation: policy.binds ?? null,
  capacities: policy.capacities ?? null,
  attributes: policy.attributes ?? null,
  conversations: policy.conversations ?? null,
  bases: policy.bases ?? null,
  hours: policy.hours ?? null,
  age: daysText(policy.age),
  retention: daysText(policy.retention),
  source: policy.source ?? null,
  version: policy.version ?? null,
  clause: policy.clause ?? null,
  from: timestamp(policy.from),
  until: endText(policy.until),
});

const daysText = (days: Days | undefined): readonly [number, number | null] | null =>
  days === undefined ? null : [days.from, days.until === FOREVER ? null : days.until];
