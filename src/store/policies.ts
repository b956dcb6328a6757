import { type Kysely, sql } from 'kysely';
import type { Box } from '../privacy/boxes.ts';
import type { Instant, Interval, NetworkId, PolicyId, SignOffId } from '../privacy/words.ts';
import type { Deps } from './deps.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';

/** What one clause of a signed text forbids. */
export interface ClauseBox extends Box {
  readonly clause: string;
}

/** The signed text that policies come from. */
export interface PolicySource {
  readonly id: SignOffId;
  readonly version: number;
}

/** Puts into force, in the caller's transaction, what a signed text forbids. */
export async function putPolicies(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  source: PolicySource,
  boxes: readonly ClauseBox[],
  { from, until }: Interval,
): Promise<void> {
  for (const [n, box] of boxes.entries()) {
    const id = ids.next(`policy ${source.id} ${n}`) as PolicyId;
    await sql`
      insert into community.policy (network_id, id, binds_id, capacities, actions, purposes, object_kinds, labels,
        attributes, conversations, bases, hours, age_from, age_until, retention_from, retention_until, unless_keys,
        source_id, version, clause, valid_from, valid_until)
      values (${network}, ${id}, ${box.binds ?? null}, ${list(box.capacities)}, ${list(box.actions)},
        ${list(box.purposes)}, ${list(box.objectKinds)}, ${list(box.labels)}, ${list(box.attributes)},
        ${list(box.conversations)}, ${list(box.bases)}, ${box.hours ?? null}, ${box.age?.from ?? null},
        ${days(box.age?.until)}, ${box.retention?.from ?? null}, ${days(box.retention?.until)},
        ${[...box.unless]}::text[], ${source.id}, ${source.version}, ${box.clause}, ${timestamp(from)}::timestamptz,
        ${timestamp(until)}::timestamptz)`.execute(trx);
  }
  await raiseVersion(trx, network);
}

/** Ends what a signed text forbids, in the caller's transaction; what ends before then anyway stays as it is. */
export async function endPolicies(
  trx: Kysely<Database>,
  network: NetworkId,
  source: SignOffId,
  at: Instant,
): Promise<void> {
  await sql`
    update community.policy set valid_until = ${timestamp(at)}::timestamptz
    where network_id = ${network} and source_id = ${source} and valid_until > ${instantValue(at)}`.execute(
    trx,
  );
  await raiseVersion(trx, network);
}

const list = (values: readonly string[] | undefined) =>
  values === undefined ? sql`null::text[]` : sql`${[...values]}::text[]`;

/** For good is null. */
const days = (until: number | undefined): number | null =>
  until === undefined || !Number.isFinite(until) ? null : until;

/** Whoever keeps policies in memory reads them anew. */
async function raiseVersion(trx: Kysely<Database>, network: NetworkId): Promise<void> {
  await sql`
    update community.network n set policy_version = n.policy_version + 1, policy_keys = array(
      select distinct unnest(p.unless_keys) from community.policy p where p.network_id = n.id)
    where n.id = ${network}`.execute(trx);
}
