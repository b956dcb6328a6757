import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { DEEPEST_FOLDER } from './create-resource.ts';
import { type Met, meetResource } from './resource-source.ts';
import { depthBelow, lockTree, moveTree, shareByItself } from './tree.ts';

const noFolder = refuse({ kind: 'invalid', field: 'folder', says: 'there is no such folder of its owner’s' });

/**
 * Puts a thing of the viewer's into another folder of its owner's, with all that lies in it, or into none. What was
 * shared as its folder was is from then on shared as the new one is; where there is none, as it was until now.
 */
export async function moveResource(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  met: Met,
  folder: ObjectId | null,
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    await lockTree(trx, network, met.owner);
    const [thing, target] = await Promise.all([
      meetResource(deps, viewer, met.id, at),
      folder === null ? null : meetResource(deps, viewer, folder, at),
    ]);
    if (thing === null) return absent;
    if (folder === null) {
      const { grants } = thing.candidate.facts.object;
      if (thing.inherits) await shareByItself(trx, deps, network, { ...thing, grants }, at);
      await moveTree(trx, network, met.id, []);
      return ok(null);
    }
    if (target === null || target.kind !== 'folder' || target.owner !== met.owner) return noFolder;
    const within = [target.id, ...target.candidate.facts.object.within.map((up) => up.id)];
    if (within.includes(met.id)) {
      return refuse({ kind: 'invalid', field: 'folder', says: 'lies in the thing that is to be moved' });
    }
    if (within.length + (await depthBelow(trx, network, met.id)) > DEEPEST_FOLDER) {
      return refuse({
        kind: 'invalid',
        field: 'folder',
        says: `would lie deeper than ${DEEPEST_FOLDER} folders`,
      });
    }
    await moveTree(trx, network, met.id, within);
    return ok(null);
  });
}
