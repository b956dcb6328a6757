import type { ShownPersona, ShownPost } from '../../privacy/shown.ts';

/** All that a persona says, each text with where it stands; what it says of itself stands in no post. */
export function textsOf({ face, posts }: ShownPersona): readonly Said[] {
  const note = face === null || face.note === '' ? [] : [{ id: null, text: face.note, links: face.links }];
  return [...posts, ...note];
}

export type Said = Pick<ShownPost, 'id' | 'text' | 'links'>;

/** Where each of the things is that texts hold. */
export function places<T>(texts: readonly Said[], thingsIn: (said: Said) => Iterable<T>): Map<T, Said[]> {
  const found = new Map<T, Said[]>();
  for (const said of texts) {
    for (const thing of new Set(thingsIn(said))) {
      const known = found.get(thing);
      if (known === undefined) found.set(thing, [said]);
      else known.push(said);
    }
  }
  return found;
}

export const idsOf = (texts: readonly Said[]): readonly Said['id'][] =>
  texts.slice(0, MOST).map(({ id }) => id);

/** More places of one thing aren't told: whoever has mended these finds the others by asking again. */
const MOST = 10;
