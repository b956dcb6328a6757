import { FOREVER, type Instant } from '../privacy/words.ts';

/** An instant as the APIs say it: RFC 3339, UTC. */
export const instantJson = (at: Instant): string => new Date(at).toISOString();

/** The same for an end; null for one that isn't set. */
export const endJson = (at: Instant): string | null => (at === FOREVER ? null : instantJson(at));
