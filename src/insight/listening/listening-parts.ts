import { type Part, type Telling, whereMembersAre } from '../counting/measure.ts';

/** In how many days or weeks of an answer a member is counted at most. */
const MOST_COUNTED_IN = 4;
/** How many posts of a member count in one of them at most. */
export const MOST_POSTS = 3;

/** In how many a member counts, so that what one member changes is bounded; which of them is chance, the same for each question. */
export const countedIn = (buckets: number): number => Math.min(MOST_COUNTED_IN, buckets);

/**
 * What is told: of each cell, a group in a day or week, how many spoke, how many posts, and the sum of how each of them sounded
 * on average; and over all, in how many hundredths of their posts members spoke another language, and English.
 */
export function partsOf(groups: number, buckets: number): readonly Part[] {
  const cells = groups * buckets;
  const times = BigInt(countedIn(buckets));
  return [
    { cells, squared: times },
    { cells, squared: times * BigInt(MOST_POSTS * MOST_POSTS) },
    { cells, squared: times * 10_000n },
    { cells: 2, squared: 10_000n },
  ];
}

/** The others where members are told; of languages both, where together they are of as many members. */
export const tellingOf: Telling = (noisy, minimum, variances) => {
  const [others, languages = []] = [noisy.slice(0, -1), noisy.at(-1)];
  const spoke = languages.reduce((sum, cell) => sum + cell, 0);
  const isTold = spoke >= 100 * minimum;
  return [...whereMembersAre(others, minimum, variances), languages.map((cell) => (isTold ? cell : null))];
};
