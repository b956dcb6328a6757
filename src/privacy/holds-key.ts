import { EVERYONE, type Key, SIGNED_IN } from './audience.ts';
import type { ViewerFacts } from './facts.ts';
import { holdsAt, type Instant } from './words.ts';

/** Whether the viewer is in the set at the instant. */
export function holdsKey(viewer: ViewerFacts, key: Key, at: Instant): boolean {
  if (key === EVERYONE) return true;
  if (key === SIGNED_IN) return viewer.actor !== null;
  return key === viewer.self || holdsAt(viewer.ties.get(key), at);
}
