/** Letters that no decomposition takes apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** A text without case, diacritics and punctuation, whose words stand one space apart. */
export interface Folded {
  /** Begins and ends with a space. */
  readonly text: string;
  /** Of each unit of the folded text, where it came from: the unit's place in the original. */
  readonly from: readonly number[];
}

/** Folds a text so that names can be looked for in it by whole words. */
export function fold(text: string): Folded {
  let folded = ' ';
  const from = [0];
  let at = 0;
  for (const char of text) {
    const plain = foldChar(char);
    if (plain !== ' ' || !folded.endsWith(' ')) {
      folded += plain;
      for (let i = 0; i < plain.length; i++) from.push(at);
    }
    at += char.length;
  }
  if (folded.endsWith(' ')) return { text: folded, from };
  return { text: `${folded} `, from: [...from, text.length] };
}

function foldChar(char: string): string {
  // A mark by itself belongs to the letter before it.
  if (/\p{M}/u.test(char)) return '';
  const lower = char.toLowerCase();
  const base = (PLAIN[lower] ?? lower.normalize('NFKD')).replace(/\p{M}/gu, '');
  return /^[\p{L}\p{N}]+$/u.test(base) ? base : ' ';
}

/** A piece of a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in the original the words stand, one after the other and whole. */
export function occurrences(of: Folded, original: string, words: string): readonly Span[] {
  const wanted = fold(words).text;
  if (wanted.trim() === '') return [];
  const found: Span[] = [];
  for (let at = of.text.indexOf(wanted); at >= 0; at = of.text.indexOf(wanted, at + 1)) {
    const first = of.from[at + 1] ?? 0;
    const last = of.from[at + wanted.length - 2] ?? first;
    found.push({ start: first, end: last + unitsOf(original, last) });
  }
  return found;
}

/** How many units the letter at this place has, with the marks on it. */
function unitsOf(text: string, at: number): number {
  return /^.\p{M}*/su.exec(text.slice(at, at + 16))?.[0].length ?? 1;
}
