import { type Token, tokensOf } from './tokens.ts';

/** One `permit` or `forbid` as it stands in the text. */
export interface ClauseText {
  /** Comments and blanks before it. */
  readonly lead: string;
  /** From its first annotation to its semicolon. */
  readonly text: string;
  /** Where that begins, in UTF-16 units of the whole. */
  readonly at: number;
  /** Whether there are comments inside. */
  readonly hasComments: boolean;
}

const isSilent = ({ kind }: Token): boolean => kind === 'space' || kind === 'comment';

/** A text in its clauses, each up to its semicolon, and what comes after the last. */
export function splitClauses(text: string): {
  readonly clauses: readonly ClauseText[];
  readonly tail: string;
} {
  const clauses: ClauseText[] = [];
  let from = 0;
  let at: number | null = null;
  let hasComments = false;
  for (const token of tokensOf(text)) {
    if (at === null) {
      if (isSilent(token)) continue;
      at = token.at;
    }
    if (token.kind === 'comment') hasComments = true;
    if (token.kind !== 'sign' || token.text !== ';') continue;
    const end = token.at + 1;
    clauses.push({ lead: text.slice(from, at), text: text.slice(at, end), at, hasComments });
    from = end;
    at = null;
    hasComments = false;
  }
  return { clauses, tail: text.slice(from) };
}
