import type { Grant } from './grant.ts';

/** Something that lies in folders: with grants of its own, or with those of the folder around it. */
export interface Placed {
  readonly grants: readonly Grant[];
  /** It is shared as its folder is, and has no grants of its own. */
  readonly inherits: boolean;
}

/**
 * The grants that a thing goes by: its own, or else those of the nearest folder that has its own. Nothing around that
 * has any means nobody.
 * @param around the folders around it, the nearest first
 */
export function inheritedGrants(thing: Placed, around: readonly Placed[]): readonly Grant[] {
  if (!thing.inherits) return thing.grants;
  return around.find((folder) => !folder.inherits)?.grants ?? [];
}
