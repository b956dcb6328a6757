import type { Audience } from './audience.ts';
import type { Conditions } from './conditions.ts';
import type { Purpose } from './purposes.ts';
import type { Action, GrantId, Instant } from './words.ts';

/**
 * The one primitive: who may do what, for what, under what circumstances, from when until when. The owner, the object
 * and the network are those of the object that it hangs on ({@link ObjectFacts}).
 */
export interface Grant {
  readonly id: GrantId;
  readonly audience: Audience;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly conditions: Conditions;
  readonly from: Instant;
  /**
   * Whoever was in an excluded set since then is kept out: since it was given, or since an earlier grant that it took
   * the place of excluded the same set. Never after its beginning.
   */
  readonly excludingSince: Instant;
  readonly until: Instant;
  /** When the owner is asked whether it should go on; it decides nothing by itself. */
  readonly reviewBy: Instant;
}
