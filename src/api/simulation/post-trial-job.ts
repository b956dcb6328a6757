import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import { endpoint } from '../../http/endpoint.ts';
import { mayCount } from '../../insight/counting/may-count.ts';
import { fitting } from '../../insight/counting/question.ts';
import { startJob } from '../../insight/jobs/start-job.ts';
import { actorParams } from '../actor-params.ts';
import { jobJson, presentJob } from '../insight/jobs.ts';
import { draftFields, SIMULATIONS } from './draft-body.ts';
import { aboutDraft, linesSchema, trialJob } from './trial-job.ts';

/** Has members be counted for many lines of a trial, one after the other. */
export const postTrialJob = endpoint({
  method: 'post',
  path: `${SIMULATIONS}/jobs`,
  summary:
    'Count members for many lines of a trial, as a job that goes on when the page is closed: each out of the budget, once',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({ ...draftFields, lines: linesSchema }),
  answers: jobJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const { lines, ...text } = body;
    for (const line of lines) {
      const may = mayCount(draft.value.seated, line.function);
      if (!may.ok) return may;
      const fits = fitting(line);
      if (!fits.ok) return fits;
    }
    const functions = [...new Set(lines.map((line) => line.function))];
    const started = await startJob(
      deps,
      viewer,
      trialJob,
      {
        organisation: params.id,
        function: functions.length === 1 ? (functions[0] ?? null) : null,
        about: aboutDraft(text),
        plan: { ...text, lines },
      },
      at,
    );
    if (!started.ok) return started;
    return ok({ status: 201, body: presentJob({ ...started.value, results: [] }) });
  },
});
