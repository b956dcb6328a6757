import { sql } from 'kysely';
import type { Audience } from '../../privacy/audience.ts';
import type { ActorId, AudienceId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { holderOf } from '../../store/visibility/clauses.ts';
import { type PickedGroup, pickPosts } from '../bulk/pick-posts.ts';

/** What is exposed, as the map has it: being met, being found, one's ties, an attribute, files and the like, posts. */
export type Exposed = 'presence' | 'find' | 'ties' | 'attribute' | 'resource' | 'post';

/** How many things of a kind are for an audience; of attributes, which one. */
export interface ThingsForAudience {
  readonly kind: Exposed;
  readonly attribute: ObjectId | null;
  readonly audience: AudienceId;
  readonly things: number;
}

export interface ThingsByAudience {
  readonly things: readonly ThingsForAudience[];
  readonly audiences: ReadonlyMap<AudienceId, Audience>;
  /** The posts among them, by all whom they are for. */
  readonly posts: readonly PickedGroup[];
}

const EVERY_POST = {
  which: { before: null, since: null, tag: null, isFor: null, last: null },
  audience: { any: [], except: [] },
  reshare: null,
};

/** What of a member's own is for whom, to read, by the grants that hold now. Two queries, however much there is. */
export async function thingsByAudience(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  owner: ActorId,
  at: Instant,
): Promise<ThingsByAudience> {
  const now = instantValue(at);
  const live = sql`g.network_id = ${network} and g.purpose = 'reading' and g.valid_from <= ${now}
    and g.valid_until > ${now}`;
  const holder = holderOf(network, {
    kind: 'resource',
    id: sql`r.id`,
    owner: sql`r.owner_id`,
    label: sql`r.label`,
    within: sql`r.within`,
    inherits: { flag: sql`r.inherits`, from: sql`r.within` },
  });
  const [{ rows }, posts] = await Promise.all([
    sql<ThingsForAudience & Audience>`
      with things as (
        select case when g.object_kind = 'presence' and x.action = 'find' then 'find' else g.object_kind end as kind,
          case when g.object_kind = 'attribute' then g.object_id end as attribute, g.object_id, g.audience_id
        from community."grant" g cross join unnest(g.actions) as x (action)
        where ${live} and g.owner_id = ${owner} and g.object_kind in ('presence', 'ties', 'attribute')
          and (x.action = 'see' or (x.action = 'find' and g.object_kind = 'presence'))
        union all
        select 'resource', null, r.id, g.audience_id from community.resource r
        join community."grant" g on ${live} and g.object_kind = 'resource' and g.object_id = ${holder}
          and 'see' = any(g.actions)
        where r.network_id = ${network} and r.owner_id = ${owner} and r.deleted_at is null)
      select t.kind, t.attribute, t.audience_id as audience, count(distinct t.object_id) as things, a.terms as any,
        a.except_keys as except
      from things t join community.audience a on a.network_id = ${network} and a.id = t.audience_id
      group by t.kind, t.attribute, t.audience_id, a.terms, a.except_keys order by t.kind, t.attribute, t.audience_id`.execute(
      store.community,
    ),
    pickPosts(store.community, network, owner, EVERY_POST, at),
  ]);
  const audiences = new Map(rows.map(({ audience, any, except }) => [audience, { any, except }]));
  const things: ThingsForAudience[] = rows.map(({ kind, attribute, audience, things: n }) => ({
    kind,
    attribute,
    audience,
    things: n,
  }));
  for (const group of posts) {
    for (const { id, audience } of group.now) {
      audiences.set(id, audience);
      things.push({ kind: 'post', attribute: null, audience: id, things: group.posts.length });
    }
  }
  return { things, audiences, posts };
}
