import { normalisedWords, placedWords, WORDS_IN_A_ROW } from '../../privacy/shingles.ts';
import type { ShownPersona } from '../../privacy/shown.ts';
import { byRarity, type Clue, PLAIN } from './clue.ts';
import { idsOf, places, type Said, textsOf } from './texts.ts';

/** Fewer words in a row are anybody's. */
const SHORTEST = 4;
/** Letters from which a word says something: `the`, `with` and `have` are in every second sentence. */
const TELLING = 5;
/** So many of those words make a phrase somebody's own, and fewer none of less than so many words in all. */
const OWN = { telling: 3, fewer: 2, words: 6 };
/** The longest are told first, and the others when these are cut. */
const MOST = 12;

/** Words in a row that both say, the longest that they have in common. */
export function phrases(one: ShownPersona, other: ShownPersona): Clue[] {
  const theirs = places(textsOf(other), runsIn);
  const mine = places(textsOf(one), runsIn);
  const found = new Map<string, { readonly mine: Said[]; readonly theirs: Said[]; readonly words: string }>();
  for (const said of textsOf(one)) {
    for (const run of sharedRuns(said, theirs)) {
      const [first = ''] = run.runs;
      const phrase = normalisedWords(run.words).join(' ');
      if (found.has(phrase)) continue;
      found.set(phrase, { mine: mine.get(first) ?? [], theirs: theirs.get(first) ?? [], words: run.words });
    }
  }
  return [...found]
    .sort(([a], [b]) => b.length - a.length)
    .slice(0, MOST)
    .map(([phrase, { mine, theirs, words }]): Clue => {
      const isLong = phrase.split(' ').length >= WORDS_IN_A_ROW;
      const isHabit = mine.length > 1 && theirs.length > 1;
      return {
        ...PLAIN,
        kind: 'phrase',
        what: words,
        times: mine.length,
        posts: idsOf(mine),
        others: idsOf(theirs),
        cut: 'reword',
        counting: { by: 'words', words: [words] },
        weigh: byRarity(isLong || isHabit ? 'strong' : 'weak'),
      };
    });
}

/** What an address says is told as a link. */
const withoutAddresses = (text: string): string =>
  text.replaceAll(/https?:\/\/\S+/giu, (address) => '\n'.repeat(address.length));

function runsIn({ text }: Said): string[] {
  const words = normalisedWords(withoutAddresses(text));
  return Array.from({ length: Math.max(0, words.length - SHORTEST + 1) }, (_, at) =>
    words.slice(at, at + SHORTEST).join(' '),
  );
}

/** Stretches of the text of which every run is the other's too, and that say something. */
function sharedRuns(
  { text }: Said,
  theirs: ReadonlyMap<string, unknown>,
): { readonly words: string; readonly runs: readonly string[] }[] {
  const words = placedWords(withoutAddresses(text));
  const found: { words: string; runs: string[] }[] = [];
  let runs: string[] = [];
  for (let at = 0; at <= words.length; at++) {
    const run = words.slice(at, at + SHORTEST).map(({ word }) => word);
    const key = run.join(' ');
    if (run.length === SHORTEST && theirs.has(key)) {
      runs.push(key);
      continue;
    }
    if (runs.length === 0) continue;
    const stretch = words.slice(at - runs.length, at + SHORTEST - 1);
    const telling = stretch.filter(({ word }) => saysSomething(word)).length;
    const isOwn = telling >= OWN.telling || (telling >= OWN.fewer && stretch.length >= OWN.words);
    if (isOwn) found.push({ words: text.slice(stretch[0]?.start, stretch.at(-1)?.end), runs });
    runs = [];
  }
  return found;
}

/** In scripts without spaces each letter is a word. */
const saysSomething = (word: string): boolean => word.length >= TELLING || /[^\p{ASCII}]/u.test(word);
