import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Claims a key of idempotency for a post that is about to be written in the same transaction. Who claims the same key
 * at the same time waits here for that transaction to end.
 * @returns null where the key is now this post's; else the post that has it
 */
export async function claimKey(
  trx: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  key: string,
  post: ObjectId,
  at: Instant,
): Promise<ObjectId | null> {
  const claimed = await sql`
    insert into community.idempotency as i (network_id, actor_id, key, post_id, created_at)
    values (${network}, ${actor}, ${key}, ${post}, ${instantValue(at)})
    on conflict (network_id, actor_id, key) do update
      set post_id = excluded.post_id, created_at = excluded.created_at
      where i.created_at <= ${instantValue(at - A_DAY)}
    returning i.post_id`.execute(trx);
  if (claimed.rows.length > 0) return null;
  return postOfKey(trx, network, actor, key, at);
}

/** The post that an actor published with a key within a day; null where there is none. */
export async function postOfKey(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  key: string,
  at: Instant,
): Promise<ObjectId | null> {
  const existing = await db
    .selectFrom('community.idempotency')
    .select('post_id')
    .where('network_id', '=', network)
    .where('actor_id', '=', actor)
    .where('key', '=', key)
    .where('created_at', '>', instantValue(at - A_DAY))
    .executeTakeFirst();
  return existing?.post_id ?? null;
}

/** Those of an actor's keys under which something was made within a day. */
export async function keysUsed(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  keys: readonly string[],
  at: Instant,
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ key: string }>`select i.key from community.idempotency i
    where i.network_id = ${network} and i.actor_id = ${actor} and i.key = any(${[...keys]}::text[])
      and i.created_at > ${instantValue(at - A_DAY)}`.execute(db);
  return rows.map(({ key }) => key);
}
