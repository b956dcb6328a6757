import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import { timestamp } from '../../store/time.ts';

/** Something that is to be entered. */
export interface Due {
  /** Whom it is about: who can have it proved, and whose erasure takes it away. A network's own is about the network. */
  readonly subject: ActorId | NetworkId;
  readonly about: string;
  /** JSON; the very text is what the leaf commits to. */
  readonly content: string;
  /** Whoever it is about has left: the leaf is entered, and what it says is kept nowhere. */
  readonly isErased: boolean;
}

/** An end as entries have it; null is none. */
export const endText = (until: Instant): string | null => (until === FOREVER ? null : timestamp(until));
