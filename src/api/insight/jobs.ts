import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Job } from '../../insight/jobs/job.ts';
import { cancelJob, listJobs, readJob, resumeJob, type ToldJob } from '../../insight/jobs/keep-jobs.ts';
import { actorId, idParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';

const JOBS = '/api/insight/v1/jobs';
const JOB = `${JOBS}/:id`;

const fields = {
  id: z.string(),
  organisation: z.string(),
  function: z.string().nullable(),
  kind: z.string(),
  state: z.enum(['going', 'done', 'cancelled', 'stopped']),
  done: z.int(),
  total: z.int(),
  /** How far the step is that is being done, in hundredths. */
  within: z.int(),
  /** Why it stopped. */
  says: z.string().nullable(),
  created_at: z.string(),
  changed_at: z.string(),
};

const jobLineJson = z.object(fields);

export const jobJson = z
  .object({
    ...fields,
    results: z.array(z.unknown()).meta({ description: 'What came of each step that is done' }),
  })
  .meta({ id: 'Job' });

const presentLine = (job: Job): z.output<typeof jobLineJson> => ({
  id: job.id,
  organisation: job.organisation,
  function: job.function,
  kind: job.kind,
  state: job.state,
  done: job.done,
  total: job.total,
  within: job.within,
  says: job.says,
  created_at: instantJson(job.createdAt),
  changed_at: instantJson(job.changedAt),
});

export const presentJob = (job: ToldJob): z.output<typeof jobJson> => ({
  ...presentLine(job),
  results: [...job.results],
});

const getJobs = endpoint({
  method: 'get',
  path: JOBS,
  summary:
    'The work in steps that an organisation has asked for, as far as it is of one’s function, the newest first',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.array(jobLineJson),
  async handle({ caller: { viewer }, query, at }, deps) {
    const jobs = await listJobs(deps, viewer, query.organisation, at);
    return jobs.ok ? ok({ body: jobs.value.map(presentLine) }) : jobs;
  },
});

const getJob = endpoint({
  method: 'get',
  path: JOB,
  summary: 'How far a job is, and what came of its steps so far',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: jobJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const job = await readJob(deps, viewer, params.id, at);
    return job.ok ? ok({ body: presentJob(job.value) }) : job;
  },
});

const postCancel = endpoint({
  method: 'post',
  path: `${JOB}/cancel`,
  summary: 'Begin no further step of a job; what is paid for stays, and it can be resumed',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: jobJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const job = await cancelJob(deps, viewer, params.id, at);
    return job.ok ? ok({ body: presentJob(job.value) }) : job;
  },
});

const postResume = endpoint({
  method: 'post',
  path: `${JOB}/resume`,
  summary: 'Go on with a job that was cancelled or stopped, at the step that is next',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: jobJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const job = await resumeJob(deps, viewer, params.id, at);
    return job.ok ? ok({ body: presentJob(job.value) }) : job;
  },
});

/** Work that goes on after the request that asked for it. */
export const jobEndpoints: readonly Endpoint[] = [getJobs, getJob, postCancel, postResume];
