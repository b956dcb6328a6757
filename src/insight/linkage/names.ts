import { normalisedWords } from '../../privacy/shingles.ts';
import type { ShownPersona } from '../../privacy/shown.ts';
import { always, type Clue, PLAIN } from './clue.ts';
import { idsOf, textsOf } from './texts.ts';

/** Letters from which two handles that are alike are no accident. */
const LONG_ENOUGH = 5;
/** Of two that are as long, so many letters in a hundred are the same in the same order. */
const ALIKE = 0.8;

/** Names and handles that are the same, or alike; and that the one names the other. */
export function names(here: ShownPersona, there: ShownPersona): Clue[] {
  const { face: one } = here;
  const { face: other } = there;
  if (one === null || other === null) return [];
  const clues: Clue[] = [...saidBy(here, there, 'posts'), ...saidBy(there, here, 'others')];
  const strength = handlesAlike(one.handle, other.handle);
  if (strength !== null)
    clues.push({ ...PLAIN, kind: 'handle', what: one.handle, cut: 'new-handle', weigh: always(strength) });
  const [mine, theirs] = [normalisedWords(one.displayName), normalisedWords(other.displayName)];
  const common = mine.filter((word) => word.length > 1 && theirs.includes(word));
  if (common.length > 0) {
    const isWhole = common.length === mine.length && mine.length === theirs.length;
    clues.push({
      ...PLAIN,
      kind: 'name',
      what: isWhole ? one.displayName : wordsAmong(one.displayName, common),
      cut: 'rename',
      // A given name has many bearers; a whole one hardly any.
      weigh: always(
        common.length > 1 || (isWhole && (mine[0]?.length ?? 0) >= LONG_ENOUGH) ? 'strong' : 'weak',
      ),
    });
  }
  return clues;
}

/** Those words of a name, as they are written. */
const wordsAmong = (name: string, words: readonly string[]): string =>
  name
    .split(/\s+/u)
    .filter((word) => normalisedWords(word).some((one) => words.includes(one)))
    .join(' ');

/** What the one writes in which the other is named by its handle, or by a name of several words. */
function saidBy(speaker: ShownPersona, named: ShownPersona, where: 'posts' | 'others'): Clue[] {
  const { handle = '', displayName = '' } = named.face ?? {};
  const texts = textsOf(speaker).map((said) => ({
    said,
    words: ` ${normalisedWords(said.text).join(' ')} `,
  }));
  const names = new Map([displayName, handle].map((name) => [normalisedWords(name).join(' '), name]));
  return [...names].flatMap(([words, name]): Clue[] => {
    // A given name alone has many bearers.
    if (!words.includes(' ') && (name !== handle || words.length < LONG_ENOUGH)) return [];
    const found = texts.filter((text) => text.words.includes(` ${words} `)).map(({ said }) => said);
    if (found.length === 0) return [];
    const [posts, others] = where === 'posts' ? [idsOf(found), []] : [[], idsOf(found)];
    const clue = {
      ...PLAIN,
      of: where === 'posts' ? 'said' : 'said-by-other',
      what: name,
      times: found.length,
    };
    return [{ ...clue, kind: 'name', posts, others, cut: 'take-out', weigh: always('weak') }];
  });
}

/** How strongly two handles tie; what stands behind the letters, such as a year, is left out. */
function handlesAlike(one: string, other: string): 'strong' | 'weak' | null {
  const [a, b] = [bare(one), bare(other)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < LONG_ENOUGH) return a !== '' && a === b ? 'weak' : null;
  if (a === b) return 'strong';
  return long.includes(short) || 1 - distance(a, b) / long.length >= ALIKE ? 'weak' : null;
}

const bare = (handle: string): string =>
  handle.normalize('NFKC').toLowerCase().replaceAll(/[._-]/g, '').replace(/\d+$/, '');

/** How many letters are to be added, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
