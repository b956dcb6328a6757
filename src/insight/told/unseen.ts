import { halfWidthOf } from '../noise/release.ts';
import type { ToldNumber } from './told-today.ts';

/** About how many of the members whom somebody may find don't let an organisation do something. At least: see {@link unseenOf}. */
export interface Unseen {
  /** Null is fewer than the minimum, or all but fewer than it. */
  readonly count: number | null;
  readonly fewerThan: number | null;
  /** All but fewer than the minimum. */
  readonly moreThan: number | null;
  /** With 95 %. */
  readonly from: number;
  readonly to: number;
}

/**
 * Whoever didn't let it is in no question (P7). So they aren't counted: those who let it, as they were told, are taken from how many
 * members whoever asks may find, which they may count themselves. What is told follows from the two, and tells nothing besides.
 * Who lets it need not be among those who can be found; so it is at least about that many.
 * @param findable members in the directory of whoever asks
 * @param told those who let it
 */
export function unseenOf(
  findable: number,
  { released, minimum, variance }: Pick<ToldNumber, 'released' | 'minimum' | 'variance'>,
): Unseen {
  const half = halfWidthOf(variance);
  const within = (number: number): number => Math.min(findable, Math.max(0, number));
  if (released === null) {
    const from = within(findable - minimum - half + 1);
    return {
      count: null,
      fewerThan: null,
      moreThan: within(findable - minimum),
      from,
      to: findable,
    };
  }
  const count = within(findable - released);
  const interval = {
    from: within(findable - released - half),
    to: within(findable - released + half),
  };
  return count < minimum
    ? { count: null, fewerThan: minimum, moreThan: null, ...interval }
    : { count, fewerThan: null, moreThan: null, ...interval };
}
