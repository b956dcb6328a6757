import { sql } from 'kysely';
import type { ActorId, ActorKind, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Naming } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';

/** An actor as those meet it who see anything of it. */
export interface Profile {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
  readonly naming: Naming;
  /** Hue, 0 to 359. */
  readonly colour: number;
  readonly locked: boolean;
  readonly bot: boolean;
  readonly createdAt: Instant;
  /** Slug of the network. */
  readonly network: string;
}

/**
 * Profiles by id, one round trip for all. That the viewer sees something of each actor is the caller's to have
 * established; ids that aren't there are left out.
 */
export async function loadProfiles(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: Iterable<ActorId>,
): Promise<Map<ActorId, Profile>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const { rows } = await sql<Profile>`
    select a.id, a.kind, a.handle, a.display_name as "displayName", a.note, a.naming, a.colour, a.locked, a.bot,
      a.created_at as "createdAt", n.slug as network
    from community.actor a join community.network n on n.id = a.network_id
    where a.network_id = ${viewer.network} and a.id = any(${asked}::uuid[])`.execute(store.community);
  return new Map(rows.map((row) => [row.id, row]));
}
