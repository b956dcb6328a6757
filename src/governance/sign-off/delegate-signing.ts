import { type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Discipline, type Instant } from '../../privacy/words.ts';
import { heldSeats } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { onMatter, type StepDeps } from './step-deps.ts';

export interface NewDelegation {
  readonly discipline: Discipline;
  readonly to: ActorId;
  readonly until: Instant;
}

const LONGEST_MS = 90 * DAY_MS;

/**
 * Lets somebody who has a seat in the organisation sign a matter in one's stead, until a day. Whoever isn't of the
 * organisation, and whoever isn't there, are refused alike.
 */
export function delegateSigning(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { discipline, to, until }: NewDelegation,
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async ({ trx, open, who }) => {
    if (!who.disciplines.includes(discipline)) return NO_EXPERT;
    if (until <= at || until > at + LONGEST_MS) {
      return refuse({ kind: 'invalid', says: 'ends within 90 days from now', field: 'until' });
    }
    const theirs = await heldSeats(trx, viewer.network, to, at);
    if (to === who.id || !theirs.some(({ organisation }) => organisation === ref.organisation)) {
      return refuse({ kind: 'invalid', says: 'is nobody else with a seat in the organisation', field: 'to' });
    }
    return takeStep(trx, open, who.id, { kind: 'delegated', discipline, to, until }, at);
  });
}

/** What whoever has no such seat is told. */
export const NO_EXPERT = refuse({ kind: 'forbidden', says: 'You have no seat in that discipline.' });
