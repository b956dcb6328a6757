import { DIGIT, kindOf, LETTER, SPACE } from './kind-of.ts';
import { emoticons, lexicon } from './lexicon.ts';

/** A text in small pieces: words in lower case, emoji and emoticons, with what their writing stressed. */
export type Words = {
  readonly words: string[];
  /** Beside each word: whether it was written in capitals. */
  readonly capitals: boolean[];
  /** Beside each word: whether a clause ends behind it. */
  readonly ends: boolean[];
  exclamations: number;
};

const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Where the run of what isn't space, begun at `from`, ends. */
function endOfRun(text: string, from: number): number {
  let at = from;
  while (at < text.length && kindOf(text.charCodeAt(at)) !== SPACE) at++;
  return at;
}

/** How long the emoticon is that begins at `at`; 0 where none does. */
function emoticonAt(text: string, at: number): number {
  if (at > 0 && kindOf(text.charCodeAt(at - 1)) === DIGIT) return 0;
  for (let length = Math.min(4, text.length - at); length >= 2; length--) {
    const after = at + length < text.length ? kindOf(text.charCodeAt(at + length)) : SPACE;
    if (after !== LETTER && after !== DIGIT && emoticons.has(text.slice(at, at + length).toLowerCase())) {
      return length;
    }
  }
  return 0;
}

/** Whether an emoticon can begin with this: one of `: ; = < ( ^ -`. */
const beginsEmoticon = (code: number): boolean =>
  code === 58 || code === 59 || code === 61 || code === 60 || code === 40 || code === 94 || code === 45;

/** Splits a text in one pass. Addresses of pages and mentions of persons say nothing of a mood and are left out. */
export function wordsOf(text: string): Words {
  const read: Words = { words: [], capitals: [], ends: [], exclamations: 0 };
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === LETTER || kind === DIGIT) at = readWord(text, at, read);
    else at += kind === SPACE ? 1 : readSign(text, at, code, read);
  }
  return read;
}

function readWord(text: string, from: number, read: Words): number {
  let at = from;
  let upper = 0;
  let same = 1;
  let drawn = false;
  for (let last = -1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isApostrophe(code)) {
      if (at + 1 >= text.length || kindOf(text.charCodeAt(at + 1)) !== LETTER) break;
    } else if (kindOf(code) !== LETTER && kindOf(code) !== DIGIT) break;
    if (isUpper(code)) upper++;
    same = code === last ? same + 1 : 1;
    if (same === 3) drawn = true;
    last = code;
  }
  const raw = text.slice(from, at);
  const word = raw.toLowerCase();
  if ((word === 'http' || word === 'https' || word === 'www') && at < text.length) {
    const next = text.charCodeAt(at);
    if (next === 58 || next === 46) return endOfRun(text, at);
  }
  const plain = word.includes('’') ? word.replaceAll('’', "'") : word;
  push(read, drawn ? shortened(plain) : plain, upper > 1 && upper === at - from);
  return at;
}

/** "soooo" is "so", "coooool" is "cool". */
function shortened(word: string): string {
  const twice = word.replace(/(\D)\1{2,}/g, '$1$1');
  return lexicon.has(twice) ? twice : word.replace(/(\D)\1{2,}/g, '$1');
}

function push(read: Words, word: string, capitals: boolean): void {
  read.words.push(word);
  read.capitals.push(capitals);
  read.ends.push(false);
}

/** Reads one sign that is no letter; says how many units of the text it took. */
function readSign(text: string, at: number, code: number, read: Words): number {
  if (code === 64) return endOfRun(text, at) - at;
  if (code === 33) read.exclamations++;
  if (beginsEmoticon(code)) {
    const length = emoticonAt(text, at);
    if (length > 0) {
      push(read, text.slice(at, at + length).toLowerCase(), false);
      return length;
    }
  }
  if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
    push(read, text.slice(at, at + 2), false);
    return 2;
  }
  if (code >= 0x2600 && code <= 0x27bf) push(read, text[at] as string, false);
  else if (
    read.ends.length > 0 &&
    (code === 46 || code === 44 || code === 59 || code === 58 || code === 33 || code === 63)
  ) {
    read.ends[read.ends.length - 1] = true;
  }
  return 1;
}
