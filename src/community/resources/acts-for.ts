import { sql } from 'kysely';
import { staffKey } from '../../privacy/audience.ts';
import { type ActorId, holdsAt, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { isSuspended } from '../../store/suspensions.ts';
import { instantValue } from '../../store/time.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';

/**
 * Those of the actors for whom the viewer acts on what they share: themselves, organisations on whose staff they are,
 * and spaces that they administer. For whoever is suspended nobody acts.
 */
export async function actsFor(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  owners: readonly ActorId[],
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const me = viewer.actor?.id;
  if (me === undefined || !isMemberAt(viewer, at)) return new Set();
  const others = [...new Set(owners)].filter((owner) => owner !== me);
  if (others.length === 0 || holdsAt(viewer.facts.suspensions, at)) return new Set([me]);
  const now = instantValue(at);
  const keys = others.map((owner) => staffKey(owner));
  const { rows } = await sql<{ id: ActorId }>`
    select substr(t.set_key, 7)::uuid as id from community.tie t
      where t.network_id = ${viewer.network} and t.member_id = ${me} and t.set_key = any(${keys}::text[])
        and t.valid_from <= ${now} and t.valid_until > ${now}
        and not ${isSuspended(viewer.network, sql`substr(t.set_key, 7)::uuid`)}
    union
    select r.space_id from community.space_role r
      join community.space s on s.network_id = r.network_id and s.actor_id = r.space_id and s.ended_at is null
      join community.tie t on t.network_id = r.network_id and t.member_id = r.actor_id
        and t.set_key = 'space:' || r.space_id and t.valid_from <= ${now} and t.valid_until > ${now}
      where r.network_id = ${viewer.network} and r.actor_id = ${me} and r.role = 'administrator'
        and r.space_id = any(${others}::uuid[])
        and not ${isSuspended(viewer.network, sql`r.space_id`)}`.execute(store.community);
  return new Set([me, ...rows.map(({ id }) => id)]);
}

/** Everybody for whom the viewer acts, themselves first. */
export async function ownersOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<ActorId[]> {
  if (viewer.actor === null) return [];
  const now = instantValue(at);
  const { rows } = await sql<{ id: ActorId }>`
    select a.id from community.tie t
      join community.actor a on a.network_id = t.network_id and t.set_key = 'staff:' || a.id
      where t.network_id = ${viewer.network} and t.member_id = ${viewer.actor.id} and t.set_key like 'staff:%'
        and t.valid_from <= ${now} and t.valid_until > ${now}
    union
    select r.space_id from community.space_role r
      where r.network_id = ${viewer.network} and r.actor_id = ${viewer.actor.id}`.execute(store.community);
  const found = await actsFor(
    { store },
    viewer,
    rows.map(({ id }) => id),
    at,
  );
  return [...found];
}
