import { CLUE_KINDS, type Clue, type Strength, TOGETHER } from './clue.ts';

/** A clue that ties, and how strongly. */
export interface Signal extends Omit<Clue, 'counting' | 'weigh'> {
  readonly strength: Strength;
  /** How many others have it as well, as far as the member may know; null where that isn't counted. */
  readonly also: number | null;
}

export const STRENGTHS: readonly Strength[] = ['weak', 'strong', 'certain'];

const rank = (strength: Strength | null): number => (strength === null ? -1 : STRENGTHS.indexOf(strength));

/** Weak signals of so many kinds are together as good as a strong one. */
const SEVERAL = 3;

/**
 * The clues that tie, the strongest first.
 * @param also how many others have what a clue asks to have counted
 */
export function signalsOf(clues: readonly Clue[], also: (clue: Clue) => number): Signal[] {
  const found = clues
    .flatMap(({ weigh, counting, ...clue }): Signal[] => {
      const many = counting === null ? null : also({ ...clue, counting, weigh });
      const strength = weigh(many ?? 0);
      return strength === null ? [] : [{ ...clue, strength, also: many }];
    })
    .sort(
      (a, b) =>
        rank(b.strength) - rank(a.strength) || CLUE_KINDS.indexOf(a.kind) - CLUE_KINDS.indexOf(b.kind),
    );
  // That several tie together says nothing where one of them does by itself.
  const isRepeated = ({ kind, of }: Signal): boolean =>
    kind === 'attribute' && of === TOGETHER && found.some((one) => one.kind === kind && one.of !== of);
  return found.filter((signal) => !isRepeated(signal));
}

/** How strongly signals tie together; null where there are none. */
export function strengthOf(signals: readonly Signal[]): Strength | null {
  const [strongest] = signals;
  if (strongest === undefined) return null;
  const kinds = new Set(signals.map(({ kind, of }) => `${kind} ${of}`));
  return strongest.strength === 'weak' && kinds.size >= SEVERAL ? 'strong' : strongest.strength;
}

/** Which of the signals weren't there before, or were weaker. */
export function newlySaid(before: readonly Signal[], after: readonly Signal[]): Signal[] {
  const known = new Map(before.map((signal) => [keyOf(signal), rank(signal.strength)]));
  return after.filter((signal) => rank(signal.strength) > (known.get(keyOf(signal)) ?? -1));
}

const keyOf = ({ kind, of, what, posts }: Signal): string =>
  JSON.stringify([kind, of, what.normalize('NFKC').toLowerCase(), kind === 'picture' ? posts : null]);
