import { type Kysely, sql } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { DUE_BEFORE_MS } from '../../privacy/review.ts';
import type {
  Action,
  ActorId,
  AudienceId,
  GrantId,
  Instant,
  NetworkId,
  ObjectId,
} from '../../privacy/words.ts';
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
  readonly audienceId: AudienceId;
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

/** The owner's grants that hold now, those that are alike together. */
function alike(network: NetworkId, owner: ActorId, at: Instant): Sql<unknown> {
  const now = instantValue(at);
  return sql`
    select g.object_kind as kind, d.kind as attribute, g.actions, g.purpose, g.audience_id, g.conditions,
      g.valid_until as until, ${isDue(at + DUE_BEFORE_MS)} as is_due, min(g.review_by) as review_by,
      min(coalesce(g.reviewed_at, g.valid_from)) as since, count(*) as count,
      max(used.at) as used_at,
      md5(string_agg(g.id::text, ' ' order by g.id)) as row, array_agg(g.id order by g.id desc) as grants,
      array_agg(g.object_id order by g.id desc) as objects
    from community."grant" g
    left join community.disclosure d on d.network_id = ${network} and d.id = g.object_id
      and g.object_kind = 'attribute'
    left join (
      select x.id, max(u.used_at) as at from community.data_use_participant p
      join community.data_use u on u.network_id = ${network} and u.id = p.use_id
      cross join unnest(p.grant_ids) as x (id)
      where p.network_id = ${network} and p.subject_id = ${owner} group by x.id) used on used.id = g.id
    where g.network_id = ${network} and g.owner_id = ${owner} and g.valid_from <= ${now} and g.valid_until > ${now}
      and g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

interface Row extends Omit<Alike, 'audience'> {
  any: Audience['any'];
  except: Audience['except'];
}

/** Some rows, with how many there are of the kind, and one word for which these are. */
export interface Held {
  readonly rows: readonly Alike[];
  readonly total: number;
  readonly version: string;
}

/** What is due, the first to end first; or what isn't, first what organisations may use, then the most. */
export async function readHeld(
  db: Kysely<Database>,
  { network, owner }: { readonly network: NetworkId; readonly owner: ActorId },
  { due, limit }: { readonly due: boolean; readonly limit: number },
  at: Instant,
): Promise<Held> {
  const order = due ? sql`k.review_by, k.row` : sql`(k.purpose = 'reading'), k.count desc, k.row`;
  const { rows } = await sql<Row & { total: number; version: string }>`
    with held as materialized (
      select k.*, row_number() over (order by ${order}) as n from (${alike(network, owner, at)}) k
      where k.is_due = ${due})
    select k.row, k.kind, k.attribute, k.actions, k.purpose, k.audience_id as "audienceId", a.terms as any,
      a.except_keys as except, k.conditions, k.until, k.is_due as "isDue", k.review_by as "reviewBy", k.since,
      k.count, k.used_at as "usedAt", k.objects[1:${sql.lit(NAMED)}] as first, said.total, said.version
    from held k join community.audience a on a.network_id = ${network} and a.id = k.audience_id
    cross join (select count(*) as total, md5(string_agg(h.row, ' ' order by h.row)) as version from held h) said
    where k.n <= ${limit} order by k.n`.execute(db);
  return {
    rows: rows.map(({ any, except, total: _, version: __, ...row }) => ({
      ...row,
      audience: { any, except },
    })),
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
    select k.row, k.kind, k.attribute, k.purpose, k.is_due as "isDue", a.terms as any, a.except_keys as except,
      k.grants, k.objects
    from (${alike(network, owner, at)}) k
    join community.audience a on a.network_id = ${network} and a.id = k.audience_id
    where k.row = any(${[...asked]}::text[]) or (${due} and k.is_due) order by k.row`.execute(db);
  return rows.map(({ any, except, ...row }) => ({ ...row, audience: { any, except } }));
}
