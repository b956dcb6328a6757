import { type Kysely, sql } from 'kysely';
import type { Database } from '../../store/schema.ts';

/** How something is worked on that may take long: for how long at most, and who is told how far it is. */
export interface Going {
  readonly longestMs: number;
  /** Aborted when it is called off; null where nobody can. */
  readonly calledOff: AbortSignal | null;
  /** Says which share of it is done, from 0 to 1. */
  readonly isSoFar: (share: number) => void;
}

/** Of a request: what would take longer is a job. */
export const IN_REQUEST: Going = { longestMs: 60_000, calledOff: null, isSoFar: () => undefined };

/** Thrown where something takes longer than it may: whatever was begun for it is undone, and nothing is spent. */
export class TakesTooLong extends Error {
  constructor() {
    super('it takes longer than it may');
  }
}

/** What PostgreSQL says of a statement that was given up, for its time or because somebody asked for it. */
const CANCELLED = '57014';

/**
 * Has the database work at a statement for as long as it may.
 * @param trx in which that holds for this statement alone
 * @param db on which a statement is ended that is called off
 * @throws TakesTooLong; also what the caller gets who called it off
 */
export async function withinLimits<T>(
  trx: Kysely<Database>,
  db: Kysely<Database>,
  { longestMs, calledOff }: Going,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ process: number }>`select pg_backend_pid() as process`.execute(trx);
  await sql`set local statement_timeout = ${sql.lit(longestMs)}`.execute(trx);
  let ending: Promise<unknown> = Promise.resolve();
  const end = () => {
    // That it is over by itself at this moment is no failure.
    ending = sql`select community.end_statement(${rows[0]?.process}::int)`.execute(db).catch(() => undefined);
  };
  calledOff?.throwIfAborted();
  calledOff?.addEventListener('abort', end, { once: true });
  try {
    const done = await work();
    await sql`set local statement_timeout to default`.execute(trx);
    return done;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === CANCELLED ? new TakesTooLong() : error;
  } finally {
    calledOff?.removeEventListener('abort', end);
    // The connection is somebody else's soon, whose statement it must not end.
    await ending;
  }
}
