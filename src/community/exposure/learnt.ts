import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction } from '../../privacy/words.ts';
import type { ShownAttribute } from '../actors/show-actor.ts';

/**
 * Who looks: somebody without an account; a member whom one doesn't know; the staff of an organisation on whose staff one
 * is; an organisation with which one has nothing to do.
 */
export type Onlooking = 'stranger' | 'colleague' | 'employer' | 'business';

/** What one kind of onlooker can learn. */
export interface Learnt {
  readonly who: Onlooking;
  /** Of `employer`: which. */
  readonly organisation: ActorId | null;
  readonly meets: boolean;
  readonly finds: boolean;
  readonly attributes: readonly ShownAttribute[];
  readonly posts: number;
  /** Answers and repetitions that are for them too, as far as what they answer or repeat is. */
  readonly answers: number;
  readonly ties: boolean;
  /** Of `business`: for which functions it may write at once, or ask to. */
  readonly contacts: readonly BusinessFunction[];
  readonly asks: readonly BusinessFunction[];
  /** Of `business`: what it may do with what is the asker's. */
  readonly processing: readonly Purpose[];
  readonly text: string;
}
