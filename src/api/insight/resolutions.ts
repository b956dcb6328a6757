import { z } from 'zod';
import { ok, refuse } from '../../core/result.ts';
import { bodyBytes } from '../../http/body-bytes.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { listExports } from '../../insight/exports/list-exports.ts';
import { RESOLUTION_JOB } from '../../insight/jobs/keep-jobs.ts';
import { aboutOf } from '../../insight/jobs/start-job.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { listAttempts } from '../../insight/resolution/list-attempts.ts';
import {
  ListTakesTooLong,
  type Resolved,
  resolveList,
  resolveWaiting,
  type WaitingList,
} from '../../insight/resolution/resolve-list.ts';
import { RESOLVED_BY } from '../../privacy/leaving.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS, type ResolutionAttemptId } from '../../privacy/words.ts';
import { resolutionPlan } from '../../store/leaving-plans.ts';
import { untilDay } from '../../store/signed-plans.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { askedJson, presentAsked } from './asked-json.ts';
import { numberJson, presentNumber } from './number-json.ts';
import { orJob, questionJob, startedBy } from './question-job.ts';

export const RESOLUTIONS = '/api/insight/v1/resolutions';

const by = z.array(z.enum(RESOLVED_BY));
const attemptJson = z.object({
  id: z.string(),
  function: z.string(),
  individually: z.boolean(),
  by,
  rows: z.int(),
  outcome: z.enum(['told', 'invalid', 'forbidden', 'conflict', 'too-many']).nullable(),
  at: z.string(),
});

const getResolutions = endpoint({
  method: 'get',
  path: RESOLUTIONS,
  summary: 'The lists that an organisation brought, and what its experts signed to be told one by one',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.object({
    attempts: z.array(attemptJson),
    signed: z.array(
      z.object({
        matter: z.string(),
        title: z.string(),
        definition: z.object({
          function: z.string(),
          purpose: z.string(),
          resolution: by,
          until: z.string(),
        }),
      }),
    ),
  }),
  async handle({ caller: { viewer }, query: { organisation }, at }, deps) {
    const attempts = await listAttempts(deps, viewer, organisation, at);
    if (!attempts.ok) return attempts;
    const signed = await listExports(deps, viewer, { organisation, plan: resolutionPlan }, at);
    if (!signed.ok) return signed;
    return ok({
      body: {
        attempts: attempts.value.map((one) => ({ ...one, by: [...one.by], at: instantJson(one.at) })),
        signed: signed.value.map(({ definition, ...one }) => ({
          ...one,
          definition: { ...definition, resolution: [...definition.resolution] },
        })),
      },
    });
  },
});

const resolvedJson = z.object({
  id: z.string(),
  purpose_iri: z.string(),
  by,
  rows: z.int(),
  ...numberJson.shape,
  /** Of those who let just that, which lines mean whom, the head being the first; null where it wasn't asked for. */
  named: z.array(z.object({ persona: z.string(), handle: z.string(), lines: z.array(z.int()) })).nullable(),
  minimum: z.int(),
  sigma: z.number(),
  ...askedJson.shape,
});

const presentResolved = ({
  released,
  named,
  minimum,
  variance,
  ...one
}: Resolved): z.output<typeof resolvedJson> => ({
  id: one.id,
  purpose_iri: purposeIri('entity-resolution'),
  by: [...one.by],
  rows: one.rows,
  ...presentNumber(released, { minimum, variance }),
  named: named?.map((each) => ({ ...each, lines: [...each.lines] })) ?? null,
  minimum,
  sigma: sigmaOf(variance),
  ...presentAsked(one),
});

const waitingList: z.ZodType<WaitingList> = z.strictObject({
  organisation: actorId,
  function: z.enum(FUNCTIONS),
  attempt: z.string().transform((id) => id as ResolutionAttemptId),
  by,
  rows: z.int(),
  digest: z.string(),
  nonce: z.string(),
  keys: z.array(z.string()),
});

/** Lists that take longer than a minute to compare: the number alone. */
export const resolutionJob = questionJob({
  name: RESOLUTION_JOB,
  plan: waitingList,
  async ask(deps, viewer, list, at, going) {
    const told = await resolveWaiting(deps, viewer, list, at, going);
    return told.ok ? ok(presentResolved(told.value)) : told;
  },
});

const postResolution = endpoint({
  method: 'post',
  path: RESOLUTIONS,
  summary:
    'How many members who let it are in a list that comes as text/csv: with noise, out of the budget. It is compared and not kept. What takes longer than a minute is a job',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({
    organisation: actorId,
    function: z.enum(FUNCTIONS, 'is no business function'),
    individually_until: untilDay.optional(),
  }),
  answers: orJob(resolvedJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
    // Without one it is taken for a list, and refused as one where it is none.
    if (type !== 'text/csv' && type !== '')
      return refuse({ kind: 'invalid', says: 'Send the list as text/csv.' });
    const { organisation, function: fn, individually_until: individuallyUntil = null } = query;
    const asked = { organisation, function: fn, individuallyUntil };
    try {
      const told = await resolveList(deps, viewer, asked, bodyBytes(context), at);
      return told.ok ? ok({ body: presentResolved(told.value) }) : told;
    } catch (error) {
      if (!(error instanceof ListTakesTooLong)) throw error;
      const about = aboutOf({ [RESOLUTION_JOB]: error.list.digest, by: error.list.by, in: fn });
      return startedBy(
        deps,
        viewer,
        resolutionJob,
        { asked: error.list, organisation, function: fn, about },
        at,
      );
    }
  },
});

/** Lists from outside, in which members who let it are counted or found. */
export const resolutionEndpoints: readonly Endpoint[] = [getResolutions, postResolution];
