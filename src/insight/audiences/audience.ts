import { type Kysely, sql } from 'kysely';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/** A condition that an organisation keeps by a name. Who meets it is nobody's to know. */
export interface SavedAudience extends AudienceDefinition {
  readonly id: string;
  readonly organisation: ActorId;
  readonly title: string;
  /** From 1 on; each change is another one. */
  readonly version: number;
  readonly since: Instant;
}

/** Audiences that an organisation keeps at a time. */
export const MOST_AUDIENCES = 100;

const COLUMNS = sql`s.id, s.organisation_id as organisation, s.title, s.version, s.function, s.purpose, s.conditions,
  s.valid_from as since`;

const lives = (at: Instant) =>
  sql`s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)}`;

/** Those that an organisation keeps now, the newest first. */
export async function loadAudiences(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly SavedAudience[]> {
  const { rows } = await sql<SavedAudience>`select ${COLUMNS} from community.saved_audience s
    where s.network_id = ${network} and s.organisation_id = ${organisation} and ${lives(at)}
    order by s.id desc`.execute(db);
  return rows;
}

/** One of them as it stands; null where it never was or has ended. */
export async function loadAudience(
  db: Kysely<Database>,
  network: NetworkId,
  id: string,
  at: Instant,
): Promise<SavedAudience | null> {
  const { rows } = await sql<SavedAudience>`select ${COLUMNS} from community.saved_audience s
    where s.network_id = ${network} and s.id = ${id} and ${lives(at)}`.execute(db);
  return rows[0] ?? null;
}

/** What is asked of members, and signed: without the name. */
export const definitionOf = ({
  function: fn,
  purpose,
  conditions,
}: AudienceDefinition): AudienceDefinition => ({
  function: fn,
  purpose,
  conditions,
});
