import { z } from 'zod';
import { instantSchema } from '../../community/grants/new-grant.ts';
import type { Result } from '../../core/result.ts';
import { activateMatter } from '../../governance/sign-off/activate-matter.ts';
import { commentOnMatter } from '../../governance/sign-off/comment-on-matter.ts';
import { delegateSigning } from '../../governance/sign-off/delegate-signing.ts';
import type { MatterRef, OpenMatter } from '../../governance/sign-off/open-matter.ts';
import { retireMatter } from '../../governance/sign-off/retire-matter.ts';
import { approveMatter, refuseMatter } from '../../governance/sign-off/sign-matter.ts';
import type { StepDeps } from '../../governance/sign-off/step-deps.ts';
import { submitMatter } from '../../governance/sign-off/submit-matter.ts';
import { endpoint } from '../../http/endpoint.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { matterJson } from './matter-json.ts';
import { BASE, disciplineSchema, hashSchema, matterParams, saidSchema } from './matter-words.ts';
import { afterStep } from './matters.ts';
import { stepDeps } from './step-deps.ts';

/** At once unless it says when. */
const from = instantSchema.nullable().default(null);
const signature = { discipline: disciplineSchema, hash: hashSchema };

const stepSchema = z.discriminatedUnion(
  'step',
  [
    z.strictObject({ step: z.literal('submit') }),
    z.strictObject({
      step: z.literal('comment'),
      clause: z.int().min(0).max(1000).nullable().default(null),
      text: saidSchema,
    }),
    z.strictObject({ step: z.literal('approve'), ...signature }),
    z.strictObject({ step: z.literal('refuse'), ...signature, reason: saidSchema }),
    z.strictObject({
      step: z.literal('delegate'),
      discipline: disciplineSchema,
      to: actorId,
      until: instantSchema,
    }),
    z.strictObject({ step: z.literal('activate'), from, emergency: z.boolean().default(false) }),
    z.strictObject({ step: z.literal('retire'), from }),
  ],
  { error: 'is submit, comment, approve, refuse, delegate, activate or retire' },
);

/** Each is one use case. */
function take(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  body: z.output<typeof stepSchema>,
  at: Instant,
): Promise<Result<OpenMatter>> {
  switch (body.step) {
    case 'submit':
      return submitMatter(deps, viewer, ref, at);
    case 'comment':
      return commentOnMatter(deps, viewer, ref, body, at);
    case 'approve':
      return approveMatter(deps, viewer, ref, body, at);
    case 'refuse':
      return refuseMatter(deps, viewer, ref, body, at);
    case 'delegate':
      return delegateSigning(deps, viewer, ref, body, at);
    case 'activate':
      return activateMatter(deps, viewer, ref, body, at);
    case 'retire':
      return retireMatter(deps, viewer, ref, body.from, at);
  }
}

export const postStep = endpoint({
  method: 'post',
  path: `${BASE}/:id/matters/:matter/steps`,
  summary:
    'Submit, comment, approve, refuse, delegate, activate (now, at a date, or as an emergency for seven days) or retire a matter',
  auth: 'persona',
  scope: 'privacy',
  params: matterParams,
  body: stepSchema,
  answers: matterJson,
  async handle({ caller: { viewer }, params: { id, matter }, body, at }, deps) {
    const ref = { organisation: id, matter };
    const done = await take(stepDeps(deps, viewer.network), viewer, ref, body, at);
    return afterStep(deps, viewer, ref, done, at);
  },
});
