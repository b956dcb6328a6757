import type { Position } from './tokens.ts';

/** What is wrong with a text, or worth knowing, where, in words for people. */
export interface Finding extends Position {
  readonly says: string;
}

export const CEDAR_MISSING: Finding = {
  line: 1,
  column: 1,
  says: 'Policies can’t be checked here: Cedar could not be loaded. What is in force stays in force.',
};

export const TAKES_TOO_LONG: Finding = {
  line: 1,
  column: 1,
  says: 'This takes too long to look through. Split it into several texts, or write its clauses more simply.',
};

export const CEDAR_BROKE: Finding = {
  line: 1,
  column: 1,
  says: 'Cedar breaks over this text. Write its clauses more simply.',
};

export const TOO_MANY_AT_ONCE: Finding = {
  line: 1,
  column: 1,
  says: 'Many texts are being looked through just now. Try again in a moment.',
};
