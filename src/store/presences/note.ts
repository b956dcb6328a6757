import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../schema.ts';
import { instantValue, timestamp } from '../time.ts';
import type { Sql } from '../visibility/clauses.ts';

/** How long a change stays noted: whoever didn't look for nearly as long reads all anew. */
export const NOTED_FOR_MS = 24 * 3600_000;

/**
 * Notes that the membership of actors, their suspension or a grant over their presence changes; in the transaction that
 * changes it. What isn't noted isn't noticed by whoever keeps {@link Presences} in memory.
 */
export const notePresences = (
  db: Kysely<Database>,
  network: NetworkId,
  actors: readonly ActorId[],
  at: Instant,
): Promise<void> => note(db, network, sql`select unnest(${[...actors]}::uuid[]) as id`, at);

/** The same of those over whose presence the grants are, if any are. */
export const notePresencesOf = (
  db: Kysely<Database>,
  network: NetworkId,
  grants: readonly GrantId[],
  at: Instant,
): Promise<void> =>
  note(
    db,
    network,
    sql`select g.object_id as id from community."grant" g where g.network_id = ${network}
      and g.id = any(${[...grants]}::uuid[]) and g.object_kind = 'presence'`,
    at,
  );

async function note(
  db: Kysely<Database>,
  network: NetworkId,
  actors: Sql<unknown>,
  at: Instant,
): Promise<void> {
  await sql`
    insert into community.presence_change (network_id, actor_id, xact, noted_at)
    select distinct ${network}::uuid, noted.id, pg_current_xact_id(), ${timestamp(at)}::timestamptz from (${actors}) noted
    on conflict do nothing`.execute(db);
}

/** Forgets what was noted long ago. */
export async function sweepPresenceChanges(db: Kysely<Database>, at: Instant): Promise<void> {
  await sql`delete from community.presence_change where noted_at <= ${instantValue(at - NOTED_FOR_MS)}`.execute(
    db,
  );
}
