import { sql } from 'kysely';
import { toRead } from '../../privacy/decide.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Store } from '../../store/database.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import type { CountedApart } from './views.ts';

/** Counts the replies, boosts and likes that the viewer may see, in the database: for posts that have very many. */
export async function countFollowUps(
  { community }: Pick<Store, 'community'>,
  viewer: Viewer,
  posts: readonly ObjectId[],
  at: Instant,
): Promise<CountedApart> {
  const visible = mayFilter(viewer, toRead(at), 'post', 'p');
  const present = mayFilter(viewer, toRead(at), 'presence', 'a');
  const { rows } = await sql<{ of: ObjectId; replies: number; boosts: number; likes: number }>`
    select o.id as of,
      (select count(*) from community.post p where p.network_id = ${viewer.network} and p.reply_to = o.id
        and p.deleted_at is null and ${visible}) as replies,
      (select count(*) from community.post p where p.network_id = ${viewer.network} and p.boost_of = o.id
        and p.deleted_at is null and ${visible}) as boosts,
      (select count(*) from community.favourite f join community.actor a on a.network_id = ${viewer.network}
        and a.id = f.actor_id where f.network_id = ${viewer.network} and f.post_id = o.id and ${present}) as likes
    from unnest(${[...posts]}::uuid[]) as o (id)`.execute(community);
  return new Map(
    rows.flatMap(({ of, replies, boosts, likes }) => [
      [`${of}r`, replies],
      [`${of}b`, boosts],
      [`${of}f`, likes],
    ]),
  );
}
