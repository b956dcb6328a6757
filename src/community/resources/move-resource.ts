import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Grant } from '../../privacy/grant.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { DEEPEST_FOLDER } from './create-resource.ts';
import { type Met, meetResource } from './resource-source.ts';
import { depthBelow } from './tree.ts';

const noFolder = refuse({ kind: 'invalid', field: 'folder', says: 'there is no such folder of its owner’s' });

/** Where a thing is to lie. */
export interface NewPlace {
  /** The folders around it, the nearest first. */
  readonly within: readonly ObjectId[];
  /** The grants by which it then goes, where it goes by its folder's. */
  readonly grants: readonly Grant[];
}

/**
 * Another folder of its owner's for a thing of the viewer's, with all that lies in it, or none. What was shared as its
 * folder was is from then on shared as the new one is; where there is none, as it was until now.
 */
export async function placeFor(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  thing: Met,
  folder: ObjectId | null,
  at: Instant,
): Promise<Result<NewPlace>> {
  if (folder === null) return ok({ within: [], grants: thing.candidate.facts.object.grants });
  const target = await meetResource(deps, viewer, folder, at);
  if (target === null || target.kind !== 'folder' || target.owner !== thing.owner) return noFolder;
  const { object } = target.candidate.facts;
  const within = [target.id, ...object.within.map((up) => up.id)];
  if (within.includes(thing.id)) {
    return refuse({ kind: 'invalid', field: 'folder', says: 'lies in the thing that is to be moved' });
  }
  if (within.length + (await depthBelow(trx, viewer.network, thing.id)) > DEEPEST_FOLDER) {
    return refuse({
      kind: 'invalid',
      field: 'folder',
      says: `would lie deeper than ${DEEPEST_FOLDER} folders`,
    });
  }
  return ok({ within, grants: object.grants });
}
