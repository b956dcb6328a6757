import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Seated, seatedIn } from '../../store/seated.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayCount } from '../counting/may-count.ts';
import { type Job, loadJob, loadJobs, loadResults } from './job.ts';

/** A job with what came of it so far. */
export interface ToldJob extends Job {
  readonly results: readonly unknown[];
}

/** Jobs that are told of at a time. */
const MOST_TOLD = 50;

/** A job is for who acts in its function, and the experts; one of no function for who asked for it, and the experts. */
const isTheirs = (seated: Seated, job: Job): boolean =>
  job.function === null
    ? job.by === seated.id || seated.disciplines.length > 0
    : mayCount(seated, job.function).ok;

/** An organisation's jobs that are the viewer's to know, the newest first. */
export async function listJobs(
  { store: { community: db } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly Job[]>> {
  const seated = await seatedIn(db, viewer, organisation, at);
  if (!seated.ok) return seated;
  const jobs = await loadJobs(db, viewer.network, organisation, MOST_TOLD);
  return ok(jobs.filter((job) => isTheirs(seated.value, job)));
}

/** The last of the viewer's own jobs that is about the same; null where there is none that may be known. */
export async function findJob(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  about: string,
  at: Instant,
): Promise<ToldJob | null> {
  const jobs = await listJobs(deps, viewer, organisation, at);
  const same = jobs.ok
    ? jobs.value.find((job) => job.about === about && job.by === viewer.actor?.id)
    : undefined;
  if (same === undefined) return null;
  const read = await readJob(deps, viewer, same.id, at);
  return read.ok ? read.value : null;
}

/** One of them, with what came of its steps. */
export async function readJob(
  { store: { community: db } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<ToldJob>> {
  const job = await loadJob(db, viewer.network, id);
  if (job === null) return absent;
  const seated = await seatedIn(db, viewer, job.organisation, at);
  if (!seated.ok) return seated;
  if (!isTheirs(seated.value, job)) return absent;
  return ok({ ...job, results: await loadResults(db, viewer.network, id) });
}

/** Has no further step begun. What a step that is being done comes to is kept, since it is paid for. */
export const cancelJob = (deps: Pick<Deps, 'store'>, viewer: Viewer, id: string, at: Instant) =>
  change(deps, viewer, id, at, ['going'], { state: 'cancelled' });

/** Has it go on at the step that is next; whoever resumes it isn't asked, but who asked for it. */
export const resumeJob = (deps: Pick<Deps, 'store'>, viewer: Viewer, id: string, at: Instant) =>
  change(deps, viewer, id, at, ['cancelled', 'stopped'], { state: 'going', says: null, breaks: 0 });

async function change(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
  from: readonly Job['state'][],
  to: { readonly state: Job['state']; readonly says?: null; readonly breaks?: number },
): Promise<Result<ToldJob>> {
  const read = await readJob(deps, viewer, id, at);
  if (!read.ok) return read;
  const { numUpdatedRows } = await deps.store.community
    .updateTable('community.job')
    .set({ ...to, changed_at: timestamp(at) })
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    return refuse({
      kind: 'conflict',
      says: `It is ${WORDS[read.value.state]}; there is nothing to be done.`,
    });
  }
  return readJob(deps, viewer, id, at);
}

const WORDS: Readonly<Record<Job['state'], string>> = {
  going: 'going on',
  done: 'done',
  cancelled: 'cancelled',
  stopped: 'stopped',
};

/** Lists from outside: of which so little is kept, and for so short. */
export const RESOLUTION_JOB = 'resolution';

/** Drops jobs that nothing has come of for as long as a number stands; lists that wait to be resumed, after a day. */
export async function sweepJobs({ store }: Pick<Deps, 'store'>, at: Instant): Promise<void> {
  await sql`delete from community.job where changed_at < ${instantValue(at - NUMBERS_STAND_DAYS * DAY_MS)}
    or kind = ${RESOLUTION_JOB} and state in ('cancelled', 'stopped') and changed_at < ${instantValue(at - DAY_MS)}`.execute(
    store.community,
  );
}
