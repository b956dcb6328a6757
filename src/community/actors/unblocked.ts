import type { Viewer } from '../../store/viewer.ts';

/**
 * The viewer as if nobody had blocked anybody, nor were in lockdown: for what one is told of the audiences of one's own things, which must not
 * tell who keeps one out. It is never for showing what is anybody else's.
 */
export const unblocked = (viewer: Viewer): Viewer => ({
  ...viewer,
  facts: { ...viewer.facts, blocks: new Map(), acquainted: 'everybody' },
});
