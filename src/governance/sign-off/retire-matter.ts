import { type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { InForce } from './matter.ts';
import { closeMatter, type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { endRelease, tellMembers } from './release.ts';
import { mayLead, NOT_ASKED, onMatter, type StepDeps, type StepOf } from './step-deps.ts';
import { submit } from './submit-matter.ts';

/**
 * Retires a matter. To end what is in force widens, so that all who must sign it sign that as well: asked for the first
 * time it is put before them as a version without a text; once they have signed, it ends. What is no policy allows what isn't
 * done without it, so that whoever had to sign it stops it alone. What never was in force is taken back by who wrote it.
 * @param from null is at once
 */
export function retireMatter(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  from: Instant | null,
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async (step) => {
    const { trx, open, who } = step;
    const { force, text, title } = open.matter;
    if (force !== null && open.kind !== 'policy') {
      return from === null ? stop(step, force, at) : AT_ONCE;
    }
    if (force !== null && text !== '') {
      const changed = await takeStep(trx, open, who.id, { kind: 'changed', title, text: '' }, at);
      return changed.ok ? submit(deps, viewer, { ...step, open: changed.value }, at) : changed;
    }
    if (!mayLead(step)) return NOT_ASKED;
    const done = await takeStep(trx, open, who.id, { kind: 'retired', from: from ?? at }, at);
    if (!done.ok) return done;
    if (force !== null) {
      await endRelease(trx, open, force.release, from ?? at);
      await tellMembers(trx, deps, open.network, from ?? at);
    }
    await closeMatter(trx, open, from ?? at);
    return done;
  });
}

const AT_ONCE = refuse({
  kind: 'invalid',
  field: 'from',
  says: 'is for policies; this is stopped at once',
});

/** Also before it has begun. */
async function stop(step: StepOf, force: InForce, at: Instant): Promise<Result<OpenMatter>> {
  const { trx, open, who } = step;
  if (!mayLead(step) && !who.disciplines.some((one) => force.required.includes(one))) return NOT_ASKED;
  const done = await takeStep(trx, open, who.id, { kind: 'stopped' }, at);
  if (!done.ok) return done;
  await endRelease(trx, open, force.release, at);
  await closeMatter(trx, open, at);
  return done;
}
