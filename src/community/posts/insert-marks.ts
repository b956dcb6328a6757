import { type Kysely, sql } from 'kysely';
import type { ActorId, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';

/** Writes the hashtags and mentions of a post that has none. */
export async function insertMarks(
  trx: Kysely<Database>,
  network: NetworkId,
  post: ObjectId,
  { tags, mentioned }: { readonly tags: readonly string[]; readonly mentioned: readonly ActorId[] },
): Promise<void> {
  await sql`
    with tagged as (
      insert into community.post_tag (network_id, tag, post_id)
      select ${network}::uuid, tag, ${post}::uuid from unnest(${[...tags]}::text[]) as tag)
    insert into community.post_mention (network_id, post_id, actor_id)
    select ${network}::uuid, ${post}::uuid, actor from unnest(${[...mentioned]}::uuid[]) as actor`.execute(
    trx,
  );
}
