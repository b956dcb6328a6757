import { type Kysely, sql } from 'kysely';
import type { ActorId, CircleId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

export interface NewPersona {
  readonly id: ActorId;
  readonly handle: string;
  readonly displayName: string;
}

/** Handles of the given ones that somebody else on the network has or had already. */
export async function takenHandles(
  trx: Kysely<Database>,
  network: NetworkId,
  personas: readonly NewPersona[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ handle: string }>`
    select new.handle from unnest(${personas.map(({ id }) => id)}::uuid[],
      ${personas.map(({ handle }) => handle)}::text[]) as new (id, handle)
    join community.handle h on h.network_id = ${network} and h.handle = lower(new.handle) and h.actor_id <> new.id
    order by new.handle`.execute(trx);
  return rows.map(({ handle }) => handle);
}

/**
 * Makes the personas that aren't there. They have no account: nobody signs in as one of them.
 * @returns how many were new
 */
export async function addPersonas(
  trx: Kysely<Database>,
  network: NetworkId,
  personas: readonly NewPersona[],
  at: Instant,
): Promise<number> {
  const colours = personas.map(({ id }) => Number.parseInt(id.slice(-6), 16) % 360);
  await sql`insert into community.handle (network_id, handle, actor_id)
    select ${network}, lower(new.handle), new.id from unnest(${personas.map(({ id }) => id)}::uuid[],
      ${personas.map(({ handle }) => handle)}::text[]) as new (id, handle)
    on conflict do nothing`.execute(trx);
  const { numAffectedRows } = await sql`
    insert into community.actor (network_id, id, kind, handle, display_name, note, naming, colour, locked, bot,
      settings, created_at)
    select ${network}, new.id, 'persona', new.handle, new.name, '', 'pseudonym', new.colour, false, false, '{}',
      ${instantValue(at)}
    from unnest(${personas.map(({ id }) => id)}::uuid[], ${personas.map(({ handle }) => handle)}::text[],
      ${personas.map(({ displayName }) => displayName)}::text[], ${colours}::smallint[])
      as new (id, handle, name, colour)
    on conflict (network_id, id) do nothing`.execute(trx);
  return Number(numAffectedRows);
}

export interface NewCircle {
  readonly id: CircleId;
  readonly owner: ActorId;
  readonly title: string;
}

/** Makes the circles that were never there. @returns how many were new */
export async function addCircles(
  trx: Kysely<Database>,
  network: NetworkId,
  circles: readonly NewCircle[],
  at: Instant,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into community.circle (network_id, id, owner_id, title, created_at)
    select ${network}, new.id, new.owner, new.title, ${instantValue(at)}
    from unnest(${circles.map(({ id }) => id)}::uuid[], ${circles.map(({ owner }) => owner)}::uuid[],
      ${circles.map(({ title }) => title)}::text[]) as new (id, owner, title)
    on conflict (network_id, id) do nothing`.execute(trx);
  return Number(numAffectedRows);
}
