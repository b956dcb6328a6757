/** A piece of Cedar as it is written; `at` is its first UTF-16 unit. */
export interface Token {
  readonly text: string;
  readonly at: number;
  readonly kind: 'space' | 'comment' | 'string' | 'word' | 'sign';
}

const TOKEN =
  /(?<space>\s+)|(?<comment>\/\/[^\n]*)|(?<string>"(?:[^"\\]|\\.)*"?)|(?<word>\w+)|(?<sign>::|&&|\|\||[=!<>]=|.)/gsu;

/** The pieces of a text, comments and blanks among them; whatever is no Cedar is signs. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: piece, index, groups = {} }) => ({
    text: piece,
    at: index,
    kind: (Object.keys(groups).find((name) => groups[name] !== undefined) ?? 'sign') as Token['kind'],
  }));
}

/** Where in a text, for people: both from 1, columns in characters. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** @param offset in UTF-16 units */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

/** Cedar counts bytes of UTF-8. */
export const unitsOfBytes = (text: string, bytes: number): number =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length;
