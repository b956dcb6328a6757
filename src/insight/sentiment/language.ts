import { detectAll } from 'tinyld/light';
import { KNOWN, TELLS, type Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/** With so large a share of such words a text is English, whatever else is in it. */
const ENGLISH_SHARE = 0.25;
const KNOWN_SHARE = 0.4;

/** Fewer words don't tell a language: they are taken as English if their letters are Latin. */
const TELLING = 4;

/** So sure must n-grams be of another language; a short sentence in English may look a little like any. */
const SURE = 0.1;

/** Languages that posts are hardly ever in, and that n-grams see in the names of English sentences. */
const rare = new Set(['tlh', 'la', 'vo', 'eo']);

/** Letters from here on are of other scripts: Greek, Cyrillic, Arabic, Han … */
const OTHER_SCRIPTS = 0x370;
const SIGNS_FROM = 0x2000;
const SIGNS_TO = 0x2bff;

/**
 * Whether a text is English. Nearly all is told by its small words; what is not is told by tinyld's n-grams, which are a
 * hundred times slower and err more often with short sentences.
 */
export function isEnglish(
  { words }: Words,
  numbers: readonly number[],
  { english }: Vocabulary,
  text: string,
): boolean {
  let [telling, known, other] = [0, 0, 0];
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (number === 0) {
      if (isOtherScript((words[at] as string).charCodeAt(0))) other++;
    } else if (english[number] === TELLS) telling++;
    else if (english[number] === KNOWN) known++;
  }
  const count = words.length;
  if (other * 2 > count) return false;
  if (count < TELLING || telling > count * ENGLISH_SHARE || telling + known > count * KNOWN_SHARE)
    return true;
  const [likeliest] = detectAll(text).filter(({ lang }) => !rare.has(lang));
  return likeliest === undefined || likeliest.lang === 'en' || likeliest.accuracy < SURE;
}

const isOtherScript = (code: number): boolean =>
  code >= OTHER_SCRIPTS && (code < SIGNS_FROM || code > SIGNS_TO) && (code < 0xd800 || code > 0xdfff);
