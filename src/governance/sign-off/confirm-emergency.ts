import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import { FOREVER, type Instant, type PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { groundOf } from './ground.ts';
import { isComplete, isEmergencyAt } from './matter.ts';
import { type OpenMatter, takeStep } from './open-matter.ts';
import { endRelease, putRelease } from './release.ts';
import { knowsFacts, type StepDeps } from './step-deps.ts';
import { submissionOf } from './submission.ts';

/**
 * Where all have signed what is in force as an emergency, it goes on without an end; what it stood beside ends. Where the
 * facts aren't those that were signed, the review is open again, and the emergency ends when it was to.
 */
export async function confirmIfAllSigned(
  deps: StepDeps,
  trx: Kysely<Database>,
  viewer: Viewer,
  open: OpenMatter,
  at: Instant,
): Promise<Result<OpenMatter>> {
  const { emergency, force, version, submission } = open.matter;
  if (emergency === null || submission === null || emergency.version !== version) return ok(open);
  if (!isEmergencyAt(open.matter, at) || !isComplete(open.matter) || !knowsFacts(deps)) return ok(open);
  const ground = await groundOf(trx, viewer.network, viewer.networkFacts.policies);
  const now = await submissionOf(trx, deps.compile, ground, open, at, submission.required);
  // It is signed all the same, and ends after its seven days unless it is activated.
  if (!now.ok) return ok(open);
  const { hash, facts, parts } = now.value;
  if (hash !== submission.hash) return takeStep(trx, open, null, { kind: 'drifted', hash, facts }, at);
  const id = deps.ids.next('sign-off') as PolicyTextId;
  const done = await takeStep(trx, open, null, { kind: 'confirmed', release: id }, at);
  if (!done.ok) return done;
  await putRelease(trx, deps, open, { id, parts, emergency: false, from: at, until: FOREVER });
  await endRelease(trx, open, emergency.release, at);
  if (force !== null) await endRelease(trx, open, force.release, at);
  return done;
}
