import { sql } from 'kysely';
import type { Store } from '../../src/store/database.ts';
import type { TestPersona } from '../support/people.ts';

/** So many members more, each of whom lets everything that somebody lets now with all that they write or show. */
export async function crowd(store: Store, like: TestPersona, many: number): Promise<void> {
  const db = store.community;
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select a.network_id, gen_random_uuid(), 'persona', 'crowd-' || n, '', '', 'chosen', 0, false, false, '{}', a.created_at
    from generate_series(1, ${many}::int) n, community.actor a where a.id = ${like.id}`.execute(db);
  const crowd = sql`(select c.id from community.actor c where c.handle like 'crowd-%') c`;
  await sql`
    insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
    select t.network_id, c.id, t.set_key, t.valid_from, t.valid_until from ${crowd}, community.tie t
    where t.member_id = ${like.id} and t.set_key = 'network'`.execute(db);
  await sql`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, valid_until, excluding_since, review_by)
    select g.network_id, c.id, gen_random_uuid(), g.object_kind, c.id, g.actions, g.purpose, g.audience_id,
      g.conditions, g.valid_from, g.valid_until, g.excluding_since, g.review_by from ${crowd}, community."grant" g
    where g.owner_id = ${like.id} and g.object_kind in ('posts', 'attributes')`.execute(db);
}
