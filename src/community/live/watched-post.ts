import { sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { param, template } from '../../store/prepared.ts';
import { timestamp } from '../../store/time.ts';

/** Where a post comes up live. */
export interface Whereabouts {
  /** Whether it stands in the network's own list. */
  readonly listed: boolean;
  readonly tags: ReadonlySet<string>;
  /** Those of the asked whose home feed has it, and through which set; without those who muted its author. */
  readonly homes: ReadonlyMap<ActorId, Key>;
  /** What it repeats, if it is a boost. */
  readonly boosted: ObjectId | null;
}

/** Where a post comes up; null where it was deleted. */
export async function whereaboutsOf(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  post: ObjectId,
  homes: readonly ActorId[],
  at: Instant,
): Promise<Whereabouts | null> {
  const [row] = await whereabouts.run(store.community, {
    network,
    post,
    homes: [...homes],
    at: timestamp(at),
  });
  if (row === undefined) return null;
  return {
    listed: row.listed,
    tags: new Set(row.tags ?? []),
    homes: new Map(row.homes ?? []),
    boosted: row.boost_of,
  };
}

interface Row {
  listed: boolean;
  boost_of: ObjectId | null;
  tags: string[] | null;
  homes: [ActorId, Key][] | null;
}

const network = sql`${param('network')}::uuid`;

const whereabouts = template<Row>(
  () => sql`
    select p.listed and p.reply_to is null and p.boost_of is null as listed, p.boost_of,
      (select json_agg(t.tag) from community.post_tag t where t.network_id = ${network} and t.post_id = p.id) as tags,
      (select json_agg(json_build_array(i.owner_id, i.via_key)) from community.inbox i
        where i.network_id = ${network} and i.post_id = p.id and i.owner_id = any(${param('homes')}::uuid[])
          and not exists (select 1 from community.mute m where m.network_id = ${network} and m.owner_id = i.owner_id
            and m.muted_id in (p.author_id, o.author_id, r.owner_id) and m.valid_until > ${param('at')}::timestamptz)) as homes
    from community.post p left join community.post o on o.network_id = ${network} and o.id = p.boost_of
      left join community.resource r on r.network_id = ${network} and r.id = p.boost_of
    where p.network_id = ${network} and p.id = ${param('post')}::uuid and p.deleted_at is null`,
);
