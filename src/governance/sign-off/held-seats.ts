import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { atomOf, type Key, staffKey } from '../../privacy/audience.ts';
import { type ActorId, type Discipline, holdsAt, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';

/** Somebody who has a seat in the organisation, and in which disciplines they may sign for it. */
export interface Seated {
  readonly id: ActorId;
  readonly disciplines: readonly Discipline[];
}

/**
 * The viewer's seats in the organisation now; to who has none, nothing of what it signs is there. Read in a transaction it
 * waits for whoever is ending one.
 */
export async function seatedIn(
  db: Kysely<Database>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<Seated>> {
  const { actor, network, facts } = viewer;
  if (actor?.kind !== 'persona' || !isMemberAt(viewer, at) || holdsAt(facts.suspensions, at)) return absent;
  const now = instantValue(at);
  const staff = staffKey(organisation);
  const { rows } = await sql<{ key: Key }>`
    select t.set_key as key from community.tie t
    where t.network_id = ${network} and t.member_id = ${actor.id}
      and (t.set_key = ${staff} or t.set_key like ${`experts:${organisation}:%`})
      and t.valid_from <= ${now} and t.valid_until > ${now} for share`.execute(db);
  if (rows.length === 0) return absent;
  const disciplines = rows.flatMap(({ key }) => {
    const atom = atomOf(key);
    return atom.kind === 'experts' ? [atom.in] : [];
  });
  return ok({ id: actor.id, disciplines });
}

/** An expert of the organisation. */
export interface Expert {
  readonly id: ActorId;
  readonly discipline: Discipline;
}

/** Who may sign for the organisation now, and in what. */
export async function expertsOf(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly Expert[]> {
  const now = instantValue(at);
  const { rows } = await sql<{ id: ActorId; key: Key }>`
    select t.member_id as id, t.set_key as key from community.tie t
    where t.network_id = ${network} and t.set_key like ${`experts:${organisation}:%`}
      and t.valid_from <= ${now} and t.valid_until > ${now}
      and not exists (select 1 from community.suspension s where s.network_id = ${network}
        and s.actor_id = t.member_id and s.valid_from <= ${now} and s.valid_until > ${now})
    order by t.set_key, t.member_id`.execute(db);
  return rows.flatMap(({ id, key }) => {
    const atom = atomOf(key);
    return atom.kind === 'experts' ? [{ id, discipline: atom.in }] : [];
  });
}
