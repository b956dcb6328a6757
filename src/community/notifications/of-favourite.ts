import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { notify } from './notify.ts';
import { isUnwelcome } from './unwelcome.ts';

/** Tells an author that somebody likes their post, if they still do. */
export async function notifyOfFavourite(
  deps: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { post, by }: { readonly post: ObjectId; readonly by: ActorId },
  happened: Instant,
  at: Instant,
): Promise<void> {
  const { rows } = await sql<{ author: ActorId }>`
    select p.author_id as author from community.favourite f
    join community.post p on p.network_id = ${network} and p.id = f.post_id
    where f.network_id = ${network} and f.post_id = ${post} and f.actor_id = ${by} and p.deleted_at is null`.execute(
    trx,
  );
  const author = rows[0]?.author;
  if (author === undefined || (await isUnwelcome(trx, network, author, by, at))) return;
  await notify(deps, trx, network, { kind: 'favourite', to: author, from: by, post }, happened);
}
