import { findGiveaways, withoutOverlaps } from '../../src/giveaway/find.ts';
import { GIVEAWAY_KINDS } from '../../src/giveaway/finding.ts';
import { findWithheld } from '../../src/giveaway/withheld.ts';
import { precision, recall, type Score, scoreOf } from './score.ts';
import { type Part, SENTENCES, withheldSet } from './sentence-set.ts';

const NONE: Score = { found: 0, missed: 0, false: 0 };

/** What is found and missed in one part of the set, by kind, with `all` at the end. */
export function measure(part: Part): ReadonlyMap<string, Score> {
  const { scores } = scoreOf(
    SENTENCES.filter((one) => one.part === part),
    findGiveaways,
  );
  const rows = [...GIVEAWAY_KINDS.filter((kind) => kind !== 'withheld' && kind !== 'labelled'), 'all'];
  return new Map(rows.map((row) => [row, scores.get(row) ?? NONE]));
}

/** The same of what one member withholds. */
export function measureWithheld(): Score {
  const { kept, sentences } = withheldSet();
  const withheld = kept.map(({ kind, value }) => ({ attribute: kind, value, shown: [] }));
  const find = (text: string) =>
    withoutOverlaps(findWithheld(text, withheld)).map((one) => ({ ...one, kind: one.attribute }));
  return scoreOf(sentences, find).scores.get('all') ?? NONE;
}

const PARTS = ['tuning', 'held-out', 'fresh'] as const satisfies readonly Part[];

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

/** The tables as the documentation has them, in Markdown. */
export function report(): string {
  const measured = PARTS.map(measure);
  const lines = [
    `| what | ${PARTS.map((part) => `${part}: marked | precision | recall`).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(PARTS.length * 3)}`,
  ];
  for (const kind of measured[0]?.keys() ?? []) {
    const cells = measured.map((scores) => {
      const score = scores.get(kind) ?? NONE;
      return `${score.found + score.missed} | ${share(precision(score))} | ${share(recall(score))}`;
    });
    lines.push(`| ${kind} | ${cells.join(' | ')} |`);
  }
  const counts = PARTS.map((part) => {
    const those = SENTENCES.filter((one) => one.part === part);
    const without = those.filter(({ marks }) => marks.length === 0).length;
    return `${part} ${those.length} (${without} of them with nothing to find)`;
  });
  const withheld = measureWithheld();
  return [
    `${SENTENCES.length} sentences: ${counts.join(', ')}.`,
    '',
    ...lines,
    '',
    `What a persona withholds, in ${withheldSet().sentences.length} sentences of their own: precision ` +
      `${share(precision(withheld))}, recall ${share(recall(withheld))} of ${withheld.found + withheld.missed}.`,
  ].join('\n');
}
