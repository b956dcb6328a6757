import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Reply } from '../../http/endpoint.ts';
import { type Going, IN_REQUEST, TakesTooLong } from '../../insight/counting/going.ts';
import type { JobKind } from '../../insight/jobs/job.ts';
import { findJob } from '../../insight/jobs/keep-jobs.ts';
import { aboutOf, startJob } from '../../insight/jobs/start-job.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { jobJson, presentJob } from './jobs.ts';

/** What a question needs that is answered in a job. */
type AskDeps = Pick<Deps, 'store' | 'ids' | 'random' | 'masterKey' | 'clock'>;

/** A question that may take long. */
interface LongQuestion<Asked, Body> {
  /** As a kind of jobs. */
  readonly name: string;
  /** The question as it was read; read again, it is the same. */
  readonly plan: z.ZodType<Asked>;
  /**
   * Answers it, as it is presented, for whoever may ask.
   * @throws TakesTooLong, with nothing spent
   */
  readonly ask: (
    deps: AskDeps,
    viewer: Viewer,
    asked: Asked,
    at: Instant,
    going: Going,
  ) => Promise<Result<Body>>;
}

/** A kind of jobs of one step, which is to answer a question; what comes of it is what the request would have had. */
interface QuestionJob<Asked, Body> extends JobKind<Asked> {
  readonly ask: LongQuestion<Asked, Body>['ask'];
}

/** The answer, or the job by which it is worked out; with it comes 202. */
export const orJob = <Body extends z.ZodObject>(answer: Body) =>
  z.union([answer, z.object({ job: jobJson })]);

export const questionJob = <Asked, Body>({
  name,
  plan,
  ask,
}: LongQuestion<Asked, Body>): QuestionJob<Asked, Body> => ({
  name,
  plan,
  ask,
  takesLong: true,
  steps: () => 1,
  async step(deps, viewer, { plan: asked }, _, at, going) {
    try {
      return await ask(deps, viewer, asked, at, going);
    } catch (error) {
      // Called off, it throws as it does when its time is over.
      if (!(error instanceof TakesTooLong) || going.calledOff?.aborted === true) throw error;
      return overlong;
    }
  },
});

const overlong = refuse({
  kind: 'conflict',
  says: 'It takes more than an hour. Nothing was spent; ask for less.',
});

/** Whose question it is, as a job. */
interface InName {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
}

/** What came of it: what is replied, and the answer where there is one at once. */
interface Come<Body> {
  readonly reply: Reply;
  readonly told?: Body;
}

/** Answers a question, or where that takes longer than a minute has it answered by a job: the one that is at it, if there is one. */
export async function askOrStart<Asked, Body>(
  deps: AskDeps,
  viewer: Viewer,
  kind: QuestionJob<Asked, Body>,
  { asked, organisation, function: fn }: InName & { readonly asked: Asked },
  at: Instant,
): Promise<Result<Come<Body>>> {
  const about = aboutOf({ [kind.name]: asked });
  const same = await findJob(deps, viewer, organisation, about, at);
  if (same?.state === 'going') return ok({ reply: { status: 202, body: { job: presentJob(same) } } });
  try {
    const told = await kind.ask(deps, viewer, asked, at, IN_REQUEST);
    return told.ok ? ok({ reply: { body: told.value }, told: told.value }) : told;
  } catch (error) {
    if (!(error instanceof TakesTooLong)) throw error;
  }
  const started = await startedBy(deps, viewer, kind, { asked, organisation, function: fn, about }, at);
  return started.ok ? ok({ reply: started.value }) : started;
}

/** Has a question answered by a job. */
export async function startedBy<Asked>(
  deps: AskDeps,
  viewer: Viewer,
  kind: JobKind<Asked>,
  { asked, ...of }: InName & { readonly asked: Asked; readonly about: string },
  at: Instant,
): Promise<Result<Reply>> {
  const started = await startJob(deps, viewer, kind, { ...of, plan: asked }, at);
  if (!started.ok) return started;
  return ok({ status: 202, body: { job: presentJob({ ...started.value, results: [] }) } });
}
