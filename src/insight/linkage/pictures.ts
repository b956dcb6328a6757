import type { ShownPersona } from '../../privacy/shown.ts';
import { always, type Clue, PLAIN } from './clue.ts';

/** Bits of 256 in which two looks may differ that are of one picture, made smaller or saved anew. */
const SAME = 12;
/** And of pictures that are merely alike: cut a little, or lit otherwise. */
const ALIKE = 32;
/** A look with fewer bits of either kind is that of a plain surface: all of those are alike. */
const LEAST_BITS = 40;

/** Pictures that look the same, or nearly so. */
export function pictures(one: ShownPersona, other: ShownPersona): Clue[] {
  const theirs = other.pictures.filter(({ look }) => saysSomething(look));
  return one.pictures.flatMap(({ look, post }): Clue[] => {
    if (!saysSomething(look)) return [];
    const near = theirs
      .map((picture) => ({ ...picture, apart: apart(look, picture.look) }))
      .filter(({ apart }) => apart <= ALIKE)
      .sort((a, b) => a.apart - b.apart);
    const [nearest] = near;
    if (nearest === undefined) return [];
    return [
      {
        ...PLAIN,
        kind: 'picture',
        what: '',
        posts: [post],
        others: near.map((picture) => picture.post),
        cut: 'other-picture',
        weigh: always(nearest.apart <= SAME ? 'strong' : 'weak'),
      },
    ];
  });
}

const BITS = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];

const bitsOf = (look: string): number =>
  [...look].reduce((sum, digit) => sum + (BITS[Number.parseInt(digit, 16)] ?? 0), 0);

function saysSomething(look: string): boolean {
  const bits = bitsOf(look);
  return bits >= LEAST_BITS && look.length * 4 - bits >= LEAST_BITS;
}

/** In how many bits they differ (Hamming). */
function apart(one: string, other: string): number {
  let bits = 0;
  for (let n = 0; n < one.length; n++) {
    bits += BITS[Number.parseInt(one.charAt(n), 16) ^ Number.parseInt(other.charAt(n), 16)] ?? 0;
  }
  return bits;
}
