import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, Openness } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';

/** A space that the viewer may know of, and how they stand to it. */
export interface MetSpace {
  readonly id: ActorId;
  readonly openness: Openness;
  readonly member: boolean;
  readonly requested: boolean;
  readonly administrator: boolean;
}

/** The space, null where it is absent to the viewer, has ended, or is no space. */
export async function meetSpace(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<MetSpace | null> {
  const met = await meet(deps, viewer, id, at);
  if (met === null || met.kind !== 'group') return null;
  const { rows } = await sql<{ openness: Openness; administrator: boolean }>`
    select s.openness, exists (select 1 from community.space_role r where r.network_id = s.network_id
      and r.space_id = s.actor_id and r.actor_id = ${viewer.actor?.id ?? null}::uuid
      and r.role = 'administrator') as administrator
    from community.space s where s.network_id = ${viewer.network} and s.actor_id = ${id}
      and s.ended_at is null`.execute(deps.store.community);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    id,
    openness: row.openness,
    member: met.member,
    requested: met.requested.join,
    administrator: row.administrator && met.member,
  };
}

/** Whether the space would be left without an administrator if this one went. */
export async function isOnlyAdministrator(
  db: Kysely<Database>,
  viewer: Viewer,
  space: ActorId,
  actor: ActorId,
  at: Instant,
): Promise<boolean> {
  const now = instantValue(at);
  const { rows } = await sql<{ actor_id: ActorId }>`
    select r.actor_id from community.space_role r join community.tie t on t.network_id = r.network_id
      and t.member_id = r.actor_id and t.set_key = 'space:' || r.space_id
      and t.valid_from <= ${now} and t.valid_until > ${now}
    where r.network_id = ${viewer.network} and r.space_id = ${space} and r.role = 'administrator'`.execute(
    db,
  );
  return rows.some((row) => row.actor_id === actor) && rows.every((row) => row.actor_id === actor);
}
