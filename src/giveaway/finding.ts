/**
 * What a text may give away. What is withheld or labelled is no matter of words alone: the server knows of it, and it is
 * not looked for here.
 */
export const GIVEAWAY_KINDS = [
  'email',
  'phone',
  'address',
  'iban',
  'card',
  'national-id',
  'birth-date',
  'place',
  'secret',
  'withheld',
  'labelled',
] as const;
export type GiveawayKind = (typeof GIVEAWAY_KINDS)[number];

/** `sure`: by a checksum or an unmistakable form; `likely`: by the words around it. */
export type Certainty = 'sure' | 'likely';

/** A piece of a text that gives something away. It says where, and never repeats what. */
export interface Finding {
  readonly kind: GiveawayKind;
  /** First UTF-16 unit of the piece. */
  readonly start: number;
  /** The unit after its last. */
  readonly end: number;
  readonly certainty: Certainty;
}

export type Detector = (text: string) => readonly Finding[];

/** A piece that was matched, as a finding; `group` names the part that is the piece, by default all of it. */
export function findingOf(
  kind: GiveawayKind,
  match: RegExpExecArray,
  certainty: Certainty,
  group = 0,
): Finding {
  const [start, end] = match.indices?.[group] ?? [match.index, match.index + match[0].length];
  return { kind, start, end, certainty };
}

/** Every match of a global pattern. */
export const matchesOf = (text: string, pattern: RegExp): RegExpExecArray[] => [...text.matchAll(pattern)];

/** What stands before a piece in the same line, at most so many units of it. */
export function before(text: string, start: number, most: number): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(Math.max(line, start - most), start);
}

/** What stands behind it. */
export function behind(text: string, end: number, most: number): string {
  const line = text.indexOf('\n', end);
  return text.slice(end, Math.min(line < 0 ? text.length : line, end + most));
}
