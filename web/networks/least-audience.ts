import type { LeastAudience } from '../api/types.ts';

const fromNarrow: readonly LeastAudience[] = ['nobody', 'network', 'signed-in', 'everyone'];

/** The plain audiences that are no smaller than the least one asked for. */
export const audiencesFrom = (least: LeastAudience): readonly LeastAudience[] =>
  fromNarrow.slice(fromNarrow.indexOf(least));
