import { type Kysely, sql } from 'kysely';
import { type Audience, audienceId, keysOf } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { reviewAfter } from '../../privacy/review.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
  type ObjectKind,
} from '../../privacy/words.ts';
import { termRows } from '../../store/audiences.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { inChunks } from './chunks.ts';

/** A grant from now until it is withdrawn, for reading unless it says for what. */
export interface ImportedGrant {
  readonly id: GrantId;
  readonly owner: ActorId;
  readonly object: { readonly kind: ObjectKind; readonly id: ObjectId };
  readonly actions: readonly Action[];
  readonly audience: Audience;
  readonly purpose?: Purpose;
  readonly conditions?: Conditions;
  /** The disclosed copy that the grant is for, written with it. */
  readonly copy?: { readonly kind: AttributeKind; readonly value: string; readonly precision: Precision };
}

/**
 * Gives the grants that were never given before, with their disclosed copies. One that was given and withdrawn stays
 * withdrawn, and its copy stays away.
 * @returns how many were new
 */
export async function addGrants(
  trx: Kysely<Database>,
  network: NetworkId,
  grants: readonly ImportedGrant[],
  at: Instant,
  advance: (count: number) => void,
): Promise<number> {
  const audiences = new Map(grants.map(({ audience }) => [audienceId(audience), audience]));
  await saveAudiences(trx, network, [...audiences.values()]);
  return inChunks(grants, advance, (chunk) => giveAll(trx, network, chunk, at));
}

async function saveAudiences(
  trx: Kysely<Database>,
  network: NetworkId,
  audiences: readonly Audience[],
): Promise<void> {
  const rows = audiences.map((audience) => ({
    id: audienceId(audience),
    terms: audience.any,
    except_keys: audience.except,
    keys: keysOf(audience),
  }));
  await sql`
    insert into community.audience (network_id, id, terms, except_keys, keys)
    select ${network}, new.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new (id uuid, terms jsonb, except_keys text[], keys text[])
    on conflict do nothing`.execute(trx);
  const terms = audiences.flatMap((audience) => termRows(network, audienceId(audience), audience));
  await sql`
    insert into community.audience_term (network_id, audience_id, n, anchor, keys, outsiders)
    select ${network}, new.* from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb)
      as new (audience_id uuid, n smallint, anchor text, keys text[], outsiders boolean)
    on conflict do nothing`.execute(trx);
}

async function giveAll(
  trx: Kysely<Database>,
  network: NetworkId,
  grants: readonly ImportedGrant[],
  at: Instant,
): Promise<number> {
  const now = instantValue(at);
  const rows = grants.map(({ id, owner, object, actions, audience, copy, ...more }) => ({
    id,
    owner_id: owner,
    object_id: object.id,
    object_kind: object.kind,
    actions,
    audience_id: audienceId(audience),
    purpose: more.purpose ?? 'reading',
    conditions: more.conditions ?? {},
    review_by: timestamp(
      at +
        reviewAfter({
          kind: object.kind,
          purpose: more.purpose ?? 'reading',
          audience,
          attribute: copy?.kind ?? null,
        }),
    ),
    ...copy,
  }));
  const { rows: given } = await sql<{ count: number }>`
    with new as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, owner_id uuid,
        object_id uuid, object_kind text, actions text[], audience_id uuid, purpose text, conditions jsonb,
        review_by timestamptz, kind text, value text, precision text)),
    given as (
      insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, valid_from, valid_until, excluding_since, review_by)
      select ${network}, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, ${now}, ${instantValue(FOREVER)}, ${now}, review_by from new
      on conflict do nothing returning object_id),
    copied as (
      insert into community.disclosure (network_id, id, actor_id, kind, value, precision, label, disclosed_at)
      select ${network}, new.object_id, new.owner_id, new.kind, new.value, new.precision, 'public', ${now}
      from new join given on given.object_id = new.object_id
      where new.kind is not null)
    select count(*) as count from given`.execute(trx);
  return given[0]?.count ?? 0;
}
