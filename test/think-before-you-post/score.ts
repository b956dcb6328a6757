import type { Marked, Sentence } from './sentence-set.ts';

export interface Score {
  /** Marked pieces that were found. */
  readonly found: number;
  readonly missed: number;
  /** Findings that are no marked piece. */
  readonly false: number;
}

/** A finding is of a marked piece where the kind is the same and more than half of the longer of the two is common. */
function isOf<Kind extends string>(finding: Marked<Kind>, mark: Marked<Kind>): boolean {
  const common = Math.min(finding.end, mark.end) - Math.max(finding.start, mark.start);
  const longer = Math.max(finding.end - finding.start, mark.end - mark.start);
  return finding.kind === mark.kind && common > longer / 2;
}

export interface Mistake {
  readonly text: string;
  readonly kind: string;
  readonly piece: string;
  readonly is: 'missed' | 'false';
}

/** Counts, by kind and for all, what a detector finds of what is marked; and what it did wrong. */
export function scoreOf<Kind extends string>(
  sentences: readonly Sentence<Kind>[],
  find: (text: string) => readonly Marked<Kind>[],
): { readonly scores: ReadonlyMap<string, Score>; readonly mistakes: readonly Mistake[] } {
  const scores = new Map<string, { found: number; missed: number; false: number }>();
  const mistakes: Mistake[] = [];
  const count = (kind: string, what: keyof Score): void => {
    for (const row of [kind, 'all']) {
      const score = scores.get(row) ?? { found: 0, missed: 0, false: 0 };
      score[what]++;
      scores.set(row, score);
    }
  };
  for (const { text, marks } of sentences) {
    const findings = find(text);
    const note = (one: Marked<Kind>, is: Mistake['is']): void => {
      count(one.kind, is);
      mistakes.push({ text, kind: one.kind, piece: text.slice(one.start, one.end), is });
    };
    for (const mark of marks) {
      if (findings.some((finding) => isOf(finding, mark))) count(mark.kind, 'found');
      else note(mark, 'missed');
    }
    for (const one of findings) if (!marks.some((mark) => isOf(one, mark))) note(one, 'false');
  }
  return { scores, mistakes };
}

/** Of what was found, how much is right; null where nothing was. */
export const precision = ({ found, false: wrong }: Score): number | null =>
  found + wrong === 0 ? null : found / (found + wrong);

/** Of what is there, how much was found. */
export const recall = ({ found, missed }: Score): number | null =>
  found + missed === 0 ? null : found / (found + missed);
