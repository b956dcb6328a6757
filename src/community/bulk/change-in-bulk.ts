import { type Kysely, sql } from 'kysely';
import type { GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { replaceOnPosts } from '../../store/grants.ts';
import { lockPosts } from '../../store/packed-facts.ts';
import type { Database } from '../../store/schema.ts';
import { loadViewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { announceDecided } from '../decisions/announce-decided.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import type { Consequence } from '../outbox/enqueue.ts';
import { postGrant } from '../posts/post-grant.ts';
import { readBulkAsked } from './bulk-asked.ts';
import { failBulkChange } from './fail-bulk-change.ts';
import { type PickedGroup, pickPosts } from './pick-posts.ts';

/** Posts that are changed by one statement; after each, how far it is can be read. */
const CHUNK = 500;

/**
 * Changes whom many posts are for: all of them in the one transaction, so that whoever reads meets all as they were or
 * all as they are to be. How far it is is told beside the transaction.
 */
export async function changeInBulk(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { owner, change }: Extract<Consequence, { kind: 'bulk-change' }>,
  at: Instant,
): Promise<void> {
  const note = (db: Kysely<Database>, set: { done: number; state?: 'done' }) =>
    db
      .updateTable('community.bulk_change')
      .set(set)
      .where('network_id', '=', network)
      .where('owner_id', '=', owner)
      .where('id', '=', change)
      .execute();
  const row = await trx
    .selectFrom('community.bulk_change')
    .select(['asked', 'state'])
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('id', '=', change)
    .executeTakeFirst();
  if (row?.state !== 'waiting') return;
  const viewer = await loadViewer(deps.store, network, owner);
  if (viewer === null || !actingMember(viewer, at).ok) {
    return failBulkChange(trx, network, { owner, change });
  }
  await lockPair(trx, network, owner, owner, at);
  const asked = readBulkAsked(row.asked);
  const mine = sql<boolean>`p.author_id = ${owner}::uuid and p.deleted_at is null
    and (${asked.which.last}::uuid is null or p.id <= ${asked.which.last}::uuid)`;
  await lockPosts(trx, network, mine);
  let done = 0;
  for (const { posts, then } of byTarget(await pickPosts(trx, network, owner, asked, at))) {
    for (let from = 0; from < posts.length; from += CHUNK) {
      const chunk = posts.slice(from, from + CHUNK).map((post: ObjectId) => ({
        post,
        grant: deps.ids.next(`grant of ${post} in bulk`) as GrantId,
      }));
      const { id: _, ...given } = postGrant('' as GrantId, then, at);
      await replaceOnPosts(trx, network, { posts: chunk, given: { ...given, owner } }, at);
      done += chunk.length;
      await note(deps.store.community, { done });
    }
  }
  const decision = await noteDecision(trx, deps, { network, owner, kind: 'posts' }, at);
  await announceDecided(trx, deps, { network, owner, decision }, at);
  await note(trx, { done, state: 'done' });
}

/** What changes, by what it is changed to: whatever it was, so that few statements do it. */
function byTarget(groups: readonly PickedGroup[]): Pick<PickedGroup, 'posts' | 'then'>[] {
  const found = new Map<string, { posts: ObjectId[]; then: PickedGroup['then'] }>();
  for (const { posts, then, isSame } of groups) {
    if (isSame) continue;
    const name = JSON.stringify(then);
    const same = found.get(name) ?? { posts: [], then };
    same.posts.push(...posts);
    found.set(name, same);
  }
  return [...found.values()];
}
