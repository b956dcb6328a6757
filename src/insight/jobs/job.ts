import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { Result } from '../../core/result.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, JobState } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Going } from '../counting/going.ts';

/** What a step of a job may use. */
type StepDeps = Pick<Deps, 'store' | 'ids' | 'random' | 'masterKey' | 'clock'>;

/**
 * A kind of work that is too long for a request: so many steps, one after the other. A step asks for
 * itself what whoever wants it may have, since hours may lie between two; one that broke off is done again, so that done twice it
 * comes to the same and is paid for once (`answerOnce` sees to that).
 */
export interface JobKind<Plan> {
  readonly name: string;
  readonly plan: z.ZodType<Plan>;
  /** Whether a step may take longer than a minute: then it is worked off beside the others, so that none of them waits for it. */
  readonly takesLong?: boolean;
  steps(plan: Plan): number;
  /**
   * @param viewer who asked for it, as they are now
   * @param n from nought on
   * @param going called off when the job is cancelled, or the process ends: what the step throws then is no failure, and what it
   *   has begun is undone
   * @returns what came of it, as JSON; a refusal stops the job with its words, until it is resumed
   */
  step(
    deps: StepDeps,
    viewer: Viewer,
    of: { readonly organisation: ActorId; readonly plan: Plan },
    n: number,
    at: Instant,
    going: Going,
  ): Promise<Result<unknown>>;
}

/** A kind, whatever its plan: which is read by its own form before each step. */
export type AnyJobKind = JobKind<unknown>;

/** How far a job is. */
export interface Job {
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction | null;
  readonly by: ActorId;
  readonly kind: string;
  readonly about: string;
  readonly done: number;
  readonly total: number;
  /** How far the step is that is being done, in hundredths. */
  readonly within: number;
  readonly state: JobState;
  readonly says: string | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
}

const COLUMNS = sql`j.id, j.organisation_id as organisation, j.function, j.by_id as by, j.kind, j.about, j.done, j.total, j.within,
  j.state, j.says, j.created_at as "createdAt", j.changed_at as "changedAt"`;

/** Jobs of an organisation, the newest first. */
export async function loadJobs(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  most: number,
): Promise<readonly Job[]> {
  const { rows } = await sql<Job>`select ${COLUMNS} from community.job j
    where j.network_id = ${network} and j.organisation_id = ${organisation}
    order by j.id desc limit ${most}::int`.execute(db);
  return rows;
}

export async function loadJob(db: Kysely<Database>, network: NetworkId, id: string): Promise<Job | null> {
  const { rows } = await sql<Job>`select ${COLUMNS} from community.job j
    where j.network_id = ${network} and j.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What came of the steps that are done, in their order. */
export async function loadResults(
  db: Kysely<Database>,
  network: NetworkId,
  id: string,
): Promise<readonly unknown[]> {
  const rows = await db
    .selectFrom('community.job_step')
    .select('result')
    .where('network_id', '=', network)
    .where('job_id', '=', id)
    .orderBy('n')
    .execute();
  return rows.map(({ result }) => result);
}
