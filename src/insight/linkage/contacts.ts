import { normalisedWords } from '../../privacy/shingles.ts';
import type { ShownContact, ShownPersona } from '../../privacy/shown.ts';
import { type Clue, PLAIN, type Strength } from './clue.ts';

/** So many in common, and so many in a hundred of what the one with fewer has, are no accident. */
const STRONG = { count: 3, share: 0.2 };
/** Fewer than so many two strangers have as well. */
const LEAST = 2;
/** From so many shown on either side, the friends of friends are enough: measured in docs/linkage.md. */
const SHOWN = 5;

/**
 * Whom both are tied to, and each other; and that both show it at all, for their contacts know each other. Of two networks it can be no id that is the same: there whoever is called the same
 * counts as the same.
 */
export function contacts(one: ShownPersona, other: ShownPersona): Clue[] {
  const isSame = one.network === other.network;
  const key = isSame ? ({ id }: ShownContact) => id as string : nameOf;
  const theirs = new Set(other.contacts.map(key).filter((name) => name !== ''));
  const common = one.contacts.filter((contact) => theirs.has(key(contact)));
  const tied =
    isSame &&
    (one.contacts.some(({ id }) => id === other.id) || other.contacts.some(({ id }) => id === one.id));
  const clue = (of: string, what: string, times: number, strength: Strength): Clue => ({
    ...PLAIN,
    kind: 'contacts',
    of,
    what,
    times,
    cut: 'hide-ties',
    weigh: () => strength,
  });
  const least = Math.min(one.contacts.length, other.contacts.length);
  const share = common.length / Math.max(1, least);
  const isStrong = common.length >= STRONG.count && share >= STRONG.share;
  return [
    ...(tied ? [clue('each-other', other.face?.handle ?? '', 1, 'weak')] : []),
    ...(common.length >= LEAST
      ? [clue('in-common', '', common.length, isStrong ? 'strong' : 'weak')]
      : isSame && least >= SHOWN
        ? [clue('both-shown', '', least, 'weak')]
        : []),
  ];
}

/** A given name alone has too many bearers. */
function nameOf({ displayName }: ShownContact): string {
  const words = normalisedWords(displayName);
  return words.length < 2 ? '' : words.join(' ');
}
