import type { Finding } from './finding.ts';
import { splitClauses } from './split-clauses.ts';
import { positionOf, type Token, tokensOf } from './tokens.ts';

/** Brackets within brackets: more than anybody reads. */
const MOST_DEEP = 50;
/** Parts that one clause joins: as many values as any list of words has, several times over. */
const MOST_JOINED = 400;

const OPENS = ['(', '[', '{'];
const CLOSES = [')', ']', '}'];
const JOINS = ['&&', '||', 'if', 'when', 'unless', '.', '+', '-', '*', '!'];

/**
 * Where a text can't be read: Cedar goes down into each bracket and each part that is joined, and has no floor there. What is
 * too deep, or no Unicode, doesn't fail but breaks it, for whoever asks next. So it never sees such a text.
 */
export function unreadableIn(text: string): Finding | null {
  if (!text.isWellFormed()) return { ...positionOf(text, halfIn(text)), says: HALF };
  for (const clause of piecesOf(text)) {
    let depth = 0;
    let joined = 0;
    for (const token of tokensOf(clause.text)) {
      if (token.kind === 'space' || token.kind === 'comment' || token.kind === 'string') continue;
      if (OPENS.includes(token.text)) depth++;
      if (CLOSES.includes(token.text)) depth--;
      if (JOINS.includes(token.text)) joined++;
      if (depth > MOST_DEEP) return at(text, clause.at, token, DEEP);
      if (joined > MOST_JOINED) return at(text, clause.at, token, LONG);
    }
  }
  return null;
}

const HALF = 'This is half a character.';
const DEEP = `Brackets go ${MOST_DEEP} deep at most.`;
const LONG = `A clause joins ${MOST_JOINED} parts at most: write several clauses.`;

/** Where half of a surrogate pair stands alone. */
const halfIn = (text: string): number => text.search(/\p{Surrogate}/u);

/** The clauses, and what is begun after them. */
function piecesOf(text: string): readonly { readonly text: string; readonly at: number }[] {
  const { clauses, tail } = splitClauses(text);
  return [...clauses, { text: tail, at: text.length - tail.length }];
}

const at = (text: string, from: number, token: Token, says: string): Finding => ({
  ...positionOf(text, from + token.at),
  says,
});
