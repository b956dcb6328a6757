import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Acquaintance, loadAcquaintances } from './acquaintances.ts';

/** How the viewer stands to those of the actors who aren't absent, and to those whom the viewer blocks or mutes. */
export async function relationships(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ActorId[],
  at: Instant,
): Promise<Acquaintance[]> {
  const known = await loadAcquaintances(deps, viewer, ids, at);
  return [...new Set(ids)].flatMap((id) => {
    const other = known.get(id);
    return other !== undefined && (other.met || other.blocking || other.muting) ? [other] : [];
  });
}

/** How the viewer stands to an actor after having acted on them, which may have made them absent. */
export async function relationshipAfter(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<Acquaintance>> {
  const other = (await loadAcquaintances(deps, viewer, [id], at)).get(id);
  return other === undefined ? absent : ok(other);
}
