import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database, Naming, NetworkKind } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

type PersonaState = 'member' | 'waiting' | 'suspended' | 'left';

/** A persona as its own account sees it. */
export interface Persona {
  readonly id: ActorId;
  readonly network: {
    readonly id: NetworkId;
    readonly slug: string;
    readonly title: string;
    readonly kind: NetworkKind;
  };
  readonly handle: string;
  readonly displayName: string;
  readonly naming: Naming;
  /** Hue, 0 to 359 degrees. */
  readonly colour: number;
  readonly state: PersonaState;
  readonly administrator: boolean;
}

export interface PersonaRef {
  readonly network: NetworkId;
  readonly id: ActorId;
}

interface Row {
  id: ActorId;
  network_id: NetworkId;
  slug: string;
  title: string;
  network_kind: NetworkKind;
  handle: string;
  display_name: string;
  naming: Naming;
  colour: number;
  suspended: boolean;
  member: boolean;
  waiting: boolean;
  administrator: boolean;
}

/** Loads personas, in the order in which they are named. One that isn't there is left out. */
export async function loadPersonas(
  db: Kysely<Database>,
  refs: readonly PersonaRef[],
  at: Instant,
): Promise<readonly Persona[]> {
  if (refs.length === 0) return [];
  const now = instantValue(at);
  const live = (alias: string) =>
    sql`${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now}`;
  const { rows } = await sql<Row>`
    select a.id, a.network_id, n.slug, n.title, n.kind as network_kind, a.handle, a.display_name, a.naming, a.colour,
      exists (select 1 from community.suspension s where s.network_id = a.network_id and s.actor_id = a.id
        and ${live('s')}) as suspended,
      exists (select 1 from community.tie t where t.network_id = a.network_id and t.member_id = a.id
        and t.set_key = 'network' and ${live('t')}) as member,
      exists (select 1 from community.join_request j where j.network_id = a.network_id and j.actor_id = a.id) as waiting,
      exists (select 1 from community.network_role r where r.network_id = a.network_id and r.actor_id = a.id
        and ${live('r')}) as administrator
    from unnest(${refs.map(({ network }) => network)}::uuid[], ${refs.map(({ id }) => id)}::uuid[])
      with ordinality as asked (network_id, id, place)
    join community.actor a on a.network_id = asked.network_id and a.id = asked.id
    join community.network n on n.id = a.network_id
    order by asked.place`.execute(db);
  return rows.map(personaOf);
}

function personaOf(row: Row): Persona {
  return {
    id: row.id,
    network: { id: row.network_id, slug: row.slug, title: row.title, kind: row.network_kind },
    handle: row.handle,
    displayName: row.display_name,
    naming: row.naming,
    colour: row.colour,
    state: stateOf(row),
    administrator: row.administrator && row.member,
  };
}

/** A suspension outlives leaving: it still counts, so that leaving and joining again is no way around it. */
function stateOf({ suspended, member, waiting }: Row): PersonaState {
  if (suspended) return 'suspended';
  if (member) return 'member';
  return waiting ? 'waiting' : 'left';
}

/** A hue that follows from the persona's id alone, and so tells nothing of its account. */
export const hueOf = (id: ActorId): number =>
  createHash('sha256').update(`hue ${id}`).digest().readUInt32BE(0) % 360;
