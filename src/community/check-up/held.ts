import { type Kysely, sql } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { DUE_BEFORE_MS } from '../../privacy/review.ts';
import type { Action, ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { participationsOf } from '../../store/participations.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { GRANTABLE_KINDS, type GrantableKind } from '../grants/grantable.ts';

/** Grants that are alike, as their owner decided them: the same to the same people, over things of one kind. */
export interface Alike {
  /** Says which grants these are: others, or more of them, have another. */
  readonly row: string;
  readonly kind: GrantableKind;
  /** Of attributes, which. */
  readonly attribute: AttributeKind | null;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: Audience;
  readonly conditions: Conditions;
  readonly until: Instant;
  readonly isDue: boolean;
  /** By when the first of them is to be looked at. */
  readonly reviewBy: Instant;
  /** When the first of them was given, or carried forward last. */
  readonly since: Instant;
  readonly count: number;
  /** When an organisation used one of them last; reading as a person is not noted. */
  readonly usedAt: Instant | null;
  /** The newest of the things. */
  readonly first: readonly ObjectId[];
}

/** How many things of a row are named. */
const NAMED = 3;

/** Whether a grant `g` is due by then: it goes on beyond its date, which is near or past. */
export const isDue = (by: Instant): Sql<boolean> => sql`(g.valid_until > g.review_by
  and g.review_by <= ${instantValue(by)})`;

/**
 * The owner's grants that hold now, those that are alike together. That they are, and which they are, is told by hashes:
 * to sort ten thousand by all that they say would take longer than everything else.
 */
function alike(network: NetworkId, owner: ActorId, at: Instant): Sql<unknown> {
  const now = instantValue(at);
  return sql`
    select ${SAME} as same, g.valid_until as until, ${isDue(at + DUE_BEFORE_MS)} as is_due,
      min(d.kind) as attribute, bool_and(g.purpose = 'reading') as reads, min(g.review_by) as review_by,
      min(coalesce(g.reviewed_at, g.valid_from)) as since, count(*) as count, max(used.at) as used_at,
      md5(bit_xor(uuid_hash_extended(g.id, 0)) || ' ' || bit_xor(uuid_hash_extended(g.id, 1))) as row,
      array_agg(g.id) as grants, array_agg(g.object_id) as objects
    from community."grant" g
    left join community.disclosure d on d.network_id = ${network} and d.id = g.object_id
      and d.actor_id = ${owner} and g.object_kind = 'attribute'
    left join (
      select x.id, max(u.used_at) as at from (${participationsOf(network, owner)}) p
      join community.data_use u on u.network_id = ${network} and u.id = p.use_id
      cross join unnest(p.grant_ids) as x (id)
      group by x.id) used on used.id = g.id
    where g.network_id = ${network} and g.owner_id = ${owner} and g.valid_from <= ${now} and g.valid_until > ${now}
      and g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])
    group by 1, 2, 3`;
}

/** What is the same of grants that are alike, but for when they end. */
const SAME = sql`hash_array_extended(g.actions, jsonb_hash_extended(g.conditions, uuid_hash_extended(g.audience_id,
  hashtextextended(g.purpose, hashtextextended(g.object_kind, hashtextextended(coalesce(d.kind, ''), 0))))))`;

/** One of the grants of a row `k`, as `g`, and its audience, as `a`: all of them say the same. */
const sample = (network: NetworkId, owner: ActorId): Sql<unknown> => sql`
  join community."grant" g on g.network_id = ${network} and g.owner_id = ${owner} and g.id = k.grants[1]
  join community.audience a on a.network_id = ${network} and a.id = g.audience_id`;

interface Row extends Omit<Alike, 'audience'> {
  any: Audience['any'];
  except: Audience['except'];
  total: number;
  version: string | null;
}

export interface Held {
  /** The first to end first. */
  readonly due: readonly Alike[];
  /** What isn't due: first what organisations may use, then of whatever there is most. */
  readonly others: readonly Alike[];
  /** How many rows are due. */
  readonly total: number;
  /** One word for which these are. */
  readonly version: string;
}

/** What the owner granted, in rows: so many of those that are due, and so many others. */
export async function readHeld(
  db: Kysely<Database>,
  { network, owner }: { readonly network: NetworkId; readonly owner: ActorId },
  most: { readonly due: number; readonly others: number },
  at: Instant,
): Promise<Held> {
  const { rows } = await sql<Row>`
    with held as materialized (
      select k.*, row_number() over (partition by k.is_due order by case when k.is_due then k.review_by end,
        k.reads, k.count desc, k.row) as n
      from (${alike(network, owner, at)}) k)
    select k.row, g.object_kind as kind, k.attribute, g.actions, g.purpose, a.terms as any,
      a.except_keys as except, g.conditions, k.until, k.is_due as "isDue", k.review_by as "reviewBy", k.since,
      k.count, k.used_at as "usedAt",
      array(select o from unnest(k.objects) o order by o desc limit ${sql.lit(NAMED)}) as first,
      said.total, said.version
    from held k ${sample(network, owner)}
    cross join (select count(*) as total, md5(string_agg(h.row, ' ' order by h.row)) as version
      from held h where h.is_due) said
    where k.n <= case when k.is_due then ${most.due}::int else ${most.others}::int end
    order by k.is_due desc, k.n`.execute(db);
  const alikes = rows.map(({ any, except, total: _, version: __, ...row }) => ({
    ...row,
    audience: { any, except },
  }));
  return {
    due: alikes.filter((row) => row.isDue),
    others: alikes.filter((row) => !row.isDue),
    total: rows[0]?.total ?? 0,
    version: rows[0]?.version ?? '',
  };
}

/** The grants of a row, to be decided about. */
export interface HeldGrants extends Pick<Alike, 'row' | 'kind' | 'attribute' | 'purpose' | 'isDue'> {
  readonly audience: Audience;
  readonly grants: readonly GrantId[];
  readonly objects: readonly ObjectId[];
}

/** Some rows with all of their grants, and all that are due besides where these are asked for as well. */
export async function readGrants(
  db: Kysely<Database>,
  { network, owner }: { readonly network: NetworkId; readonly owner: ActorId },
  { rows: asked, due }: { readonly rows: readonly string[]; readonly due: boolean },
  at: Instant,
): Promise<HeldGrants[]> {
  const { rows } = await sql<
    Omit<HeldGrants, 'audience'> & { any: Audience['any']; except: Audience['except'] }
  >`
    select k.row, g.object_kind as kind, k.attribute, g.purpose, k.is_due as "isDue", a.terms as any, a.except_keys as except,
      k.grants, k.objects
    from (${alike(network, owner, at)}) k
    ${sample(network, owner)}
    where k.row = any(${[...asked]}::text[]) or (${due} and k.is_due) order by k.row`.execute(db);
  return rows.map(({ any, except, ...row }) => ({ ...row, audience: { any, except } }));
}
