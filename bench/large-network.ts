import { sql } from 'kysely';
import type { World } from './world/world.ts';

/** So many members besides those of the ego networks, who show themselves to the network as those do. */
export async function fillUp({ store, network }: World, members: number): Promise<void> {
  const db = store.community;
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot,
      settings, created_at)
    select ${network}, gen_random_uuid(), 'persona', 'filler' || n, 'Filler ' || n, '', 'pseudonym', n % 360, false,
      false, '{}', '2025-01-01' from generate_series(1, ${members}) n`.execute(db);
  await sql`
    insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
    select network_id, id, 'network', created_at, 'infinity' from community.actor
    where network_id = ${network} and handle like 'filler%'`.execute(db);
  // As everybody else shows themselves: one grant to see, one to find.
  await sql`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, valid_until, excluding_since, review_by)
    select a.network_id, a.id, gen_random_uuid(), 'presence', a.id, like_it.actions, 'reading', like_it.audience_id, '{}',
      a.created_at, 'infinity', a.created_at, 'infinity'
    from community.actor a, (
      select distinct g.actions, g.audience_id from community."grant" g
      join community.audience d on d.network_id = g.network_id and d.id = g.audience_id
      where g.network_id = ${network} and g.object_kind = 'presence' and d.keys = '{network}') like_it
    where a.network_id = ${network} and a.handle like 'filler%'`.execute(db);
  for (const table of ['actor', 'tie', '"grant"']) await sql`analyze community.${sql.raw(table)}`.execute(db);
}
