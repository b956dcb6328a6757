import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../src/privacy/words.ts';
import type { Database } from '../src/store/schema.ts';
import type { Sql } from '../src/store/visibility/sql.ts';
import { type Asker, analyse, joinNetwork, makeAsker } from './asking-organisation.ts';

/** An id as `core/ids.ts` makes them: in the order of time, so that what is made together lies together. */
const idAt = (n: Sql<number>): Sql<string> => sql`(lpad(to_hex(1764000000000 + ${n}), 12, '0') || '7'
  || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`;

/**
 * So many members, one after the other, who let an organisation target offers by what they show, and show it a skill, an interest
 * and a year of birth. Seven of ten bake, one of ten welds; five of seven like music; four of five are of age.
 */
export async function targetMembers(
  db: Kysely<Database>,
  network: NetworkId,
  members: number,
): Promise<Asker> {
  const asker = await makeAsker(db, network);
  await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot, settings, created_at)
    select ${network}, ${idAt(sql`4 * n`)}, 'persona', 'shower-' || n, '', '', 'chosen', 0, false, false, '{}', now()
    from generate_series(1, ${members}::int) n order by n`.execute(db);
  await joinNetwork(db, network, 'shower-%');
  await sql`
    insert into community.disclosure (network_id, id, actor_id, kind, value, precision, label, disclosed_at)
    select ${network}, ${idAt(sql`4 * m.n + k.n`)}, m.id, k.kind, k.value, k.precision, 'public', now() - interval '1 hour'
    from (select id, substr(handle, 8)::int as n from community.actor where network_id = ${network} and handle like 'shower-%') m
    cross join lateral (values
      (1, 'skill', case when m.n % 10 < 7 then 'baking' when m.n % 10 = 7 then 'welding' else 'sewing' end, 'exact'),
      (2, 'interest', case when m.n % 7 < 5 then 'music' else 'film' end, 'exact'),
      (3, 'birth-date', (1968 + m.n % 50)::text, 'year')) k (n, kind, value, precision)
    order by m.n, k.n`.execute(db);
  const grant = sql`insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose,
    audience_id, conditions, excluding_since, valid_from, valid_until, review_by, entered_until)`;
  const rest = sql`now() - interval '1 hour', now() - interval '1 hour', 'infinity', now() + interval '1 year', 'infinity'`;
  await sql`${grant}
    select ${network}, d.id, gen_random_uuid(), 'attribute', d.actor_id, array['see'], 'reading', ${asker.audience}, '{}', ${rest}
    from community.disclosure d join community.actor a on a.network_id = ${network} and a.id = d.actor_id
    where d.network_id = ${network} and a.handle like 'shower-%' order by d.id`.execute(db);
  await sql`${grant}
    select ${network}, a.id, gen_random_uuid(), 'attributes', a.id, array['process'], 'offer-targeting', ${asker.audience},
      '{"actorKinds": ["organisation"]}', ${rest}
    from community.actor a where a.network_id = ${network} and a.handle like 'shower-%' order by a.id`.execute(
    db,
  );
  await analyse(db);
  await sql`analyze community.disclosure`.execute(db);
  return asker;
}
