import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import { FOREVER, type Instant, type PolicyTextId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { compileText } from './compile-text.ts';
import { groundOf } from './ground.ts';
import { isComplete, isEmergencyAt } from './matter.ts';
import { type OpenMatter, takeStep } from './open-matter.ts';
import { endRelease, putRelease } from './release.ts';
import type { StepDeps } from './step-deps.ts';

/** Where all have signed what is in force as an emergency, it goes on without an end; what it stood beside ends. */
export async function confirmIfAllSigned(
  deps: StepDeps,
  trx: Kysely<Database>,
  viewer: Viewer,
  open: OpenMatter,
  at: Instant,
): Promise<Result<OpenMatter>> {
  const { emergency, force, version, text } = open.matter;
  if (emergency === null || emergency.version !== version) return ok(open);
  if (!isEmergencyAt(open.matter, at) || !isComplete(open.matter)) return ok(open);
  const { kind: networkKind } = await groundOf(trx, viewer.network, []);
  const { organisation, kind, scope } = open;
  const parts = await compileText(deps.compile, kind, text, { kind: networkKind, organisation, scope });
  // It is signed all the same, and ends after its seven days unless it is activated.
  if (!parts.ok) return ok(open);
  const id = deps.ids.next('sign-off') as PolicyTextId;
  const done = await takeStep(trx, open, null, { kind: 'confirmed', release: id }, at);
  if (!done.ok) return done;
  await putRelease(trx, deps, open, { id, parts: parts.value, emergency: false, from: at, until: FOREVER });
  await endRelease(trx, open, emergency.release, at);
  if (force !== null) await endRelease(trx, open, force.release, at);
  return done;
}
