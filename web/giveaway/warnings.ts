import type { GiveawayKind } from '../../src/giveaway/finding.ts';
import type { Label } from '../api/resources.ts';

/** The fields of a draft, as the API calls them. */
export type GiveawayField = 'status' | 'spoiler_text';
export type Texts = Readonly<Record<GiveawayField, string>>;

/** A piece of a text of one's own that gives something away. */
export interface Warning {
  readonly field: GiveawayField;
  readonly kind: GiveawayKind;
  /** Which of one's own attributes it names, where that is withheld. */
  readonly attribute: string | null;
  /** What it repeats that is labelled: so it would be refused. */
  readonly labelled: { readonly title: string; readonly label: Label } | null;
  readonly start: number;
  readonly end: number;
  readonly piece: string;
}

/** The same piece is asked about once, wherever it stands and whatever it is found to be. */
export const keyOf = ({ piece }: Warning): string => piece.toLocaleLowerCase().replace(/\s+/g, ' ').trim();

/**
 * What the server found, where it still stands: it was asked about an older text, of which the device is to tell no
 * more than what is left of it.
 */
export function stillThere(found: readonly Warning[], texts: Texts): Warning[] {
  return found.flatMap((one) => {
    const text = texts[one.field];
    const start = text.slice(one.start, one.end) === one.piece ? one.start : text.indexOf(one.piece);
    return start < 0 ? [] : [{ ...one, start, end: start + one.piece.length }];
  });
}

/** What both found, each once: the server knows what is withheld, and goes first. In the order of the texts. */
export function together(server: readonly Warning[], device: readonly Warning[]): Warning[] {
  const others = device.filter(
    (one) =>
      !server.some((other) => other.field === one.field && one.start < other.end && other.start < one.end),
  );
  return [...server, ...others].sort((a, b) => a.field.localeCompare(b.field) || a.start - b.start);
}

/** The text without the piece, and without the space that is then one too many. */
export function without(text: string, { start, end }: Warning): string {
  const head = text.slice(0, start);
  const tail = text.slice(end);
  const isDoubled = /(?:^|\s)$/.test(head) && /^[^\S\n]/.test(tail);
  return head + (isDoubled ? tail.slice(1) : tail);
}

const AROUND = 24;

/** The piece with a few words around it, in one line. */
export function excerpt(text: string, { start, end }: Warning): readonly [string, string, string] {
  const head = text.slice(Math.max(0, start - AROUND), start);
  const tail = text.slice(end, end + AROUND);
  return [
    (start > AROUND ? `…${head.replace(/^\S*\s/, '')}` : head).replace(/\s+/g, ' '),
    text.slice(start, end),
    (end + AROUND < text.length ? `${tail.replace(/\s\S*$/, '')}…` : tail).replace(/\s+/g, ' '),
  ];
}
