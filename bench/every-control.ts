import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { NETWORK } from '../src/privacy/audience.ts';
import { type ActorId, FOREVER, type PolicyId } from '../src/privacy/words.ts';
import { freshlyPacked } from '../src/store/packed-facts.ts';
import { enactPolicies } from '../src/store/policies/change-policies.ts';
import { queryOnce } from '../test/support/postgres.ts';
import type { World } from './world/world.ts';

/**
 * Has members use every control that a feed's page has to ask about: three in a hundred grants on posts only for some hours,
 * some kinds of actor or who has connections in common; a third of the posts granted otherwise before; a fifth labelled;
 * one author of two hundred in lockdown; blocks on both sides of the measured viewers; suspended members; and two policies
 * of the network's. Who is hidden from suggestions or refuses to be contacted isn't asked of a page, but stands there too.
 */
export async function applyEveryControl({ store, network, viewers, url }: World): Promise<void> {
  const db = store.community;
  const of = (part: string, share: number) =>
    sql<boolean>`abs(hashtext(${sql.ref(part)}::text)) % 1000 < ${share}`;
  const kind = sql`abs(hashtext(g.id::text)) % 3`;
  await sql`update community."grant" g set conditions = case ${kind}
      when 0 then '{"hours": {"from": 0, "until": 1439}}'::jsonb
      when 1 then '{"actorKinds": ["persona"]}'::jsonb else '{"mutual": 1}'::jsonb end
    where g.network_id = ${network} and g.object_kind = 'post' and ${of('g.id', 30)}`.execute(db);
  await sql`insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose,
      audience_id, conditions, valid_from, valid_until, excluding_since, review_by)
    select network_id, object_id, gen_random_uuid(), object_kind, owner_id, actions, purpose, audience_id, '{}',
      valid_from - interval '1 day', valid_from, valid_from - interval '1 day', review_by
    from community."grant" g
    where g.network_id = ${network} and g.object_kind = 'post' and ${of('g.object_id', 333)}`.execute(db);
  await sql`update community.post p set label = case when ${of('p.id', 100)} then 'internal' else 'confidential' end
    where p.network_id = ${network} and ${of('p.id', 200)}`.execute(db);
  await sql`insert into community.lockdown (network_id, owner_id, newer_than_days, strangers, valid_from, valid_until)
    select network_id, id, 30, true, '2025-06-01', 'infinity' from community.actor a
    where a.network_id = ${network} and ${of('a.id', 5)}`.execute(db);
  await sql`insert into community.suspension (network_id, actor_id, valid_from, valid_until)
    select network_id, id, '2025-06-01', 'infinity' from community.actor a
    where a.network_id = ${network} and ${of('a.handle', 10)} and a.id <> all(${measured({ viewers })}::uuid[])`.execute(
    db,
  );
  await sql`insert into community.block (network_id, blocker_id, blocked_id, valid_from, valid_until)
    select ${network}, case when n % 4 = 0 then other else v end, case when n % 4 = 0 then v else other end,
      '2025-06-01', 'infinity'
    from unnest(${measured({ viewers })}::uuid[]) v, lateral (
      select id as other, row_number() over () as n from community.actor a
      where a.network_id = ${network} and a.id <> v order by hashtext(a.id::text || v::text) limit 40) others`.execute(
    db,
  );
  const posts = {
    actions: ['see'],
    objectKinds: ['post'],
    from: Date.UTC(2025, 0, 1),
    until: FOREVER,
  } as const;
  await enactPolicies(db, network, [
    { ...posts, id: randomUUID() as PolicyId, labels: ['trade-secret'], unless: [] },
    { ...posts, id: randomUUID() as PolicyId, labels: ['confidential'], unless: [NETWORK] },
  ]);
  await sql`insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose,
      audience_id, conditions, valid_from, valid_until, excluding_since, review_by)
    select g.network_id, g.object_id, gen_random_uuid(), 'presence', g.owner_id, ${sql.ref('like_it.actions')}, 'reading', g.audience_id, '{}',
      '2025-06-01', 'infinity', '2025-06-01', 'infinity'
    from community."grant" g, (values ('{suggest}'::text[]), ('{contact}')) like_it (actions)
    where g.network_id = ${network} and g.object_kind = 'presence' and 'find' = any(g.actions)`.execute(db);
  await sql`update community.post p set facts = packed.facts, granted_keys = packed.keys
    from (${freshlyPacked(sql`${network}::uuid`, sql`true`)}) packed
    where p.network_id = packed.network_id and p.id = packed.id
      and (p.facts <> packed.facts or p.granted_keys <> packed.keys)`.execute(db);
  await queryOnce(url, 'vacuum analyze');
}

const measured = ({ viewers }: Pick<World, 'viewers'>): ActorId[] => [...viewers.few, ...viewers.many];
