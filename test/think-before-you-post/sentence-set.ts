import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GiveawayKind } from '../../src/giveaway/finding.ts';

/** A piece that was marked by hand. */
export interface Marked<Kind extends string> {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

export interface Sentence<Kind extends string> {
  readonly text: string;
  readonly marks: readonly Marked<Kind>[];
  readonly part: Part;
}

/**
 * `tuning`: what is found there was looked at while the detectors were written; `held-out`: the other half of the same
 * sentences, by their hashes, which wasn't; `fresh`: sentences that were written before the detectors were mended last, and by
 * which they weren't. What was fresh once and was used up goes to `tuning`.
 */
export type Part = 'tuning' | 'held-out' | 'fresh';

/** The sentences of a file beside this one, without its marks; comments and settings are left out. */
function sentencesIn<Kind extends string>(lines: readonly string[], part?: Part): Sentence<Kind>[] {
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => sentenceOf<Kind>(line, part));
}

const linesOf = (file: string): string[] => readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');

function sentenceOf<Kind extends string>(line: string, part?: Part): Sentence<Kind> {
  const marks: Marked<Kind>[] = [];
  let text = '';
  for (const piece of line.replaceAll('¦', '').split(/(\[\[[a-z-]+\|.*?\]\](?!\]))/)) {
    const [, kind, words] = /^\[\[([a-z-]+)\|(.*)\]\]$/.exec(piece) ?? [];
    if (kind !== undefined && words !== undefined) {
      marks.push({ kind: kind as Kind, start: text.length, end: text.length + words.length });
    }
    text += words ?? piece;
  }
  const isEven = (createHash('sha256').update(text).digest()[0] as number) % 2 === 0;
  return { text, marks, part: part ?? (isEven ? 'tuning' : 'held-out') };
}

/** Those that give something away by their words, or don't. */
export const SENTENCES: readonly Sentence<GiveawayKind>[] = [
  ...sentencesIn<GiveawayKind>(linesOf('sentences.txt')),
  ...sentencesIn<GiveawayKind>(linesOf('second.txt'), 'tuning'),
  ...sentencesIn<GiveawayKind>(linesOf('fresh.txt'), 'tuning'),
  ...sentencesIn<GiveawayKind>(linesOf('third.txt'), 'fresh'),
];

const SETTING = /^([a-z-]+) = (.*)$/;

/** What one member keeps, and sentences of theirs. */
export function withheldSet() {
  const lines = linesOf('withheld.txt');
  const kept = lines.flatMap((line) => {
    const [, kind, value] = SETTING.exec(line) ?? [];
    return kind === undefined || value === undefined ? [] : [{ kind, value }];
  });
  return { kept, sentences: sentencesIn<string>(lines.filter((line) => !SETTING.test(line))) };
}
