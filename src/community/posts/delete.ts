import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { lockPosts, packPosts } from '../../store/packed-facts.ts';
import { dropScoresOfPosts } from '../../store/post-scores.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { detach } from '../attachments/attachment.ts';
import { removeBytes } from '../files/file-rows.ts';
import { ownPost } from './own-post.ts';
import { showPost } from './show.ts';
import type { PostView } from './view.ts';

/**
 * Deletes a post of the viewer's. What answers it was never to reach further, and is no longer seen either; the row
 * stays, emptied, since those answers stand within it.
 * @returns the post as it was, so that it can be written anew
 */
export async function deletePost(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  const own = await ownPost(deps, viewer, id, at);
  if (own === null) return absent;
  const shown = await showPost(deps, viewer, id, at);
  if (!shown.ok) return shown;
  await removePost(deps, viewer.network, id, at);
  return ok(shown.value);
}

/** Empties a post and its boosts, and ends every grant on them. That the asker may is established before. */
export async function removePost(
  { store, files }: Pick<Deps, 'store' | 'files'>,
  network: NetworkId,
  id: ObjectId,
  at: Instant,
): Promise<void> {
  const bytes = await store.community.transaction().execute(async (trx) => {
    await lockPosts(trx, network, sql`(p.id = ${id}::uuid or p.boost_of = ${id}::uuid)`);
    const removed = await trx
      .updateTable('community.post')
      .set({
        text: sql`case when boost_of is null then '' end`,
        spoiler: '',
        quote_of: null,
        deleted_at: timestamp(at),
      })
      .where('network_id', '=', network)
      .where((post) => post.or([post('id', '=', id), post('boost_of', '=', id)]))
      .where('deleted_at', 'is', null)
      .returning('id')
      .execute();
    const ids = removed.map((row) => row.id);
    if (ids.length === 0) return [];
    await trx
      .updateTable('community.grant')
      .set({ valid_until: timestamp(at) })
      .where('network_id', '=', network)
      .where('object_id', 'in', ids)
      .where('object_kind', '=', 'post')
      .where('valid_until', '>', instantValue(at))
      .execute();
    await packPosts(trx, network, ids);
    await dropScoresOfPosts(trx, network, ids);
    for (const table of [
      'inbox',
      'post_tag',
      'post_mention',
      'favourite',
      'bookmark',
      'notification',
    ] as const) {
      await sql`delete from ${sql.table(`community.${table}`)}
        where network_id = ${network} and post_id = any(${ids}::uuid[])`.execute(trx);
    }
    for (const gone of ids) await announce(trx, { network, kind: 'delete', id: gone, at });
    return detach(trx, network, ids);
  });
  await removeBytes({ files }, bytes);
}
