import { NETWORK } from './audience.ts';
import { type ViewerFacts, viewerFacts } from './facts.ts';
import { type ActorId, FOREVER } from './words.ts';

/** A member of the network who is in nothing else: what they may see, anybody may who joins. */
export const OUTSIDER: ViewerFacts = viewerFacts(
  { id: '' as ActorId, kind: 'persona' },
  { ties: new Map([[NETWORK, [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }]]]) },
);
