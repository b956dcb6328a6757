import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { loadAudienceOf } from '../../store/audience-facts.ts';
import type { Deps } from '../../store/deps.ts';
import { isVisible } from '../../store/pages.ts';
import type { Database } from '../../store/schema.ts';
import { postsById } from '../posts/post-source.ts';
import { type NotificationKind, notify } from './notify.ts';
import { isUnwelcome } from './unwelcome.ts';

/**
 * Tells those mentioned, and whoever wrote or owns what is answered, boosted or quoted; only if they may see the post.
 */
export async function notifyOfPost(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  post: ObjectId,
  happened: Instant,
  at: Instant,
): Promise<void> {
  const { rows } = await sql<{ kind: NotificationKind; to: ActorId; from: ActorId }>`
    select 'mention' as kind, m.actor_id as to, p.author_id as from from community.post p
      join community.post_mention m on m.network_id = ${network} and m.post_id = p.id
      where p.network_id = ${network} and p.id = ${post} and p.deleted_at is null
    union
    select case when p.boost_of is null then 'mention' else 'reblog' end, o.author_id, p.author_id from community.post p
      join ${SPOKEN_OF} on o.network_id = ${network} and o.id = coalesce(p.reply_to, p.boost_of)
      where p.network_id = ${network} and p.id = ${post} and p.deleted_at is null
    union
    select 'quote', o.author_id, p.author_id from community.post p
      join ${SPOKEN_OF} on o.network_id = ${network} and o.id = p.quote_of
      where p.network_id = ${network} and p.id = ${post} and p.deleted_at is null`.execute(trx);
  const receivers = rows.map(({ to }) => to);
  if (receivers.length === 0) return;
  const source = { kind: 'post', rows: postsById([post]) } as const;
  const onlookers = await loadAudienceOf(deps.store, network, source, receivers, at);
  for (const { kind, to, from } of rows) {
    const [candidate] = onlookers.get(to)?.candidates ?? [];
    if (candidate === undefined || !isVisible(candidate, at)) continue;
    if (await isUnwelcome(trx, network, to, from, at)) continue;
    await notify(deps, trx, network, { kind, to, from, post }, happened);
  }
}

/** What a post may speak of, with whose it is. */
const SPOKEN_OF = sql`(
  select network_id, id, author_id from community.post
  union all select network_id, id, owner_id from community.resource) o`;
