import { type Kysely, sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import { type Purpose, purposeIri } from '../../privacy/purposes.ts';
import type { Instant, NetworkId, PolicyId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { type Due, endText } from './due.ts';

interface Row {
  readonly id: PolicyId;
  readonly actions: readonly string[] | null;
  readonly purposes: readonly Purpose[] | null;
  readonly kinds: readonly string[] | null;
  readonly labels: readonly string[] | null;
  readonly unless: readonly Key[];
  readonly from: Instant;
  readonly until: Instant;
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
    select t.id, t.actions, t.purposes, t.object_kinds as kinds, t.labels, t.unless_keys as unless, t.valid_from as from,
      t.valid_until as until, t.is_new from taken t order by t.valid_from, t.id`.execute(trx);
  return rows.map(({ id, is_new: isNew, purposes, from, until, ...what }) => {
    const policy = { policy: id, network };
    const content = isNew
      ? {
          entry: 'policy',
          ...policy,
          ...what,
          purposes: purposes?.map(purposeIri) ?? null,
          from: timestamp(from),
          until: endText(until),
        }
      : { entry: 'policy ended', ...policy, until: endText(until) };
    return { subject: network, about: id, content: JSON.stringify(content), isErased: false };
  });
}
