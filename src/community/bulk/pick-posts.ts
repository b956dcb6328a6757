import { type Kysely, sql } from 'kysely';
import { type Audience, audienceId } from '../../privacy/audience.ts';
import type { Action, ActorId, AudienceId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Database, Openness } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { boundOf, postActions, within } from '../posts/audience-of-draft.ts';
import type { BulkAsked } from './bulk-asked.ts';

/** Posts that are alike in all that a change of their audience asks. */
export interface PickedGroup {
  readonly posts: readonly ObjectId[];
  /** Whom they are for now. */
  readonly now: readonly { readonly id: AudienceId; readonly audience: Audience }[];
  /** Whether they answer or repeat something, and so reach no further than that. */
  readonly isBounded: boolean;
  /** Whom they are to be for. */
  readonly then: { readonly audience: Audience; readonly actions: readonly Action[] };
  /** Nothing changes for them. */
  readonly isSame: boolean;
}

interface Row {
  posts: ObjectId[];
  space: ActorId | null;
  openness: Openness | null;
  is_boost: boolean;
  is_bounded: boolean;
  actions: Action[];
  audiences: { id: AudienceId; any: Audience['any']; except: Audience['except'] }[];
}

/** The author's posts that fit, by what they are for now: one query, however many there are. */
export async function pickPosts(
  db: Kysely<Database>,
  network: NetworkId,
  author: ActorId,
  { which, audience, reshare }: BulkAsked,
  at: Instant,
): Promise<PickedGroup[]> {
  const now = instantValue(at);
  const exactly = which.isFor === null ? null : audienceId(which.isFor);
  const { rows } = await sql<Row>`
    with picked as (
      select p.id, p.space_id as space, s.openness, p.boost_of is not null as is_boost,
        cardinality(p.within) > 0 or p.on_resource is not null as is_bounded,
        array(select distinct u.action from unnest(live.actions) u (action) order by 1) as actions, live.audiences
      from community.post p
      left join community.space s on s.network_id = ${network} and s.actor_id = p.space_id
      cross join lateral (
        select coalesce(array_agg(distinct g.audience_id order by g.audience_id), '{}') as audiences,
          string_to_array(string_agg(array_to_string(g.actions, ','), ','), ',') as actions
        from community."grant" g where g.network_id = ${network} and g.object_id = p.id and g.object_kind = 'post'
          and g.purpose = 'reading' and g.valid_from <= ${now} and g.valid_until > ${now}) live
      where p.network_id = ${network} and p.author_id = ${author} and p.deleted_at is null
        and (${which.last}::uuid is null or p.id <= ${which.last}::uuid)
        and (${which.before === null ? null : instantValue(which.before)}::timestamptz is null
          or p.created_at < ${which.before === null ? null : instantValue(which.before)}::timestamptz)
        and (${which.since === null ? null : instantValue(which.since)}::timestamptz is null
          or p.created_at >= ${which.since === null ? null : instantValue(which.since)}::timestamptz)
        and (${which.tag}::text is null or exists (select 1 from community.post_tag t
          where t.network_id = ${network} and t.post_id = p.id and t.tag = ${which.tag}))
        and (${exactly}::uuid is null or live.audiences = array[${exactly}::uuid]))
    select array_agg(k.id order by k.id desc) as posts, k.space, k.openness, k.is_boost, k.is_bounded, k.actions,
      coalesce((select json_agg(json_build_object('id', a.id, 'any', a.terms, 'except', a.except_keys) order by a.id)
        from community.audience a where a.network_id = ${network} and a.id = any(k.audiences)), '[]') as audiences
    from picked k group by k.space, k.openness, k.is_boost, k.is_bounded, k.actions, k.audiences
    order by count(*) desc, max(k.id::text) desc`.execute(db);
  return rows.map((row) => {
    const isBound = row.space !== null && !row.is_bounded;
    const then = {
      audience: isBound
        ? within(audience, boundOf(row.space as ActorId, row.openness ?? 'secret'))
        : audience,
      actions: row.is_boost
        ? (['see'] as const)
        : postActions(reshare ?? row.actions.includes('reshare'), row.actions.includes('download')),
    };
    const [only, ...more] = row.audiences;
    return {
      posts: row.posts,
      now: row.audiences.map(({ id, any, except }) => ({ id, audience: { any, except } })),
      isBounded: row.is_bounded,
      then,
      isSame:
        only?.id === audienceId(then.audience) &&
        more.length === 0 &&
        row.actions.toSorted().join() === then.actions.toSorted().join(),
    };
  });
}
