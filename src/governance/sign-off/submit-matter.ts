import type { Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Viewer } from '../../store/viewer.ts';
import { groundOf } from './ground.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { FACTS_UNKNOWN, knowsFacts, onMatter, type StepDeps, type StepOf } from './step-deps.ts';
import { submissionOf } from './submission.ts';

/** Puts a draft before the experts, with the facts as they are now. */
export const submitMatter = (
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  at: Instant,
): Promise<Result<OpenMatter>> => onMatter(deps, viewer, ref, at, (step) => submit(deps, viewer, step, at));

/** The same within a transaction that holds the matter. */
export async function submit(
  deps: StepDeps,
  viewer: Viewer,
  { trx, open, who }: StepOf,
  at: Instant,
): Promise<Result<OpenMatter>> {
  if (!knowsFacts(deps)) return FACTS_UNKNOWN;
  const ground = await groundOf(trx, viewer.network, viewer.networkFacts.policies);
  const submission = await submissionOf(trx, deps.compile, ground, open, at);
  if (!submission.ok) return submission;
  const { required, facts, hash } = submission.value;
  return takeStep(trx, open, who.id, { kind: 'submitted', required, facts, hash }, at);
}
