import type { Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { onMatter, type StepDeps } from './step-deps.ts';

/** Says something of a matter, or of one of its clauses, to those who see it. */
export const commentOnMatter = (
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { clause, text }: { readonly clause: number | null; readonly text: string },
  at: Instant,
): Promise<Result<OpenMatter>> =>
  onMatter(deps, viewer, ref, at, ({ trx, open, who }) =>
    takeStep(trx, open, who.id, { kind: 'commented', clause, text }, at),
  );
