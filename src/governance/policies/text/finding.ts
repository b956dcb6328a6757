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
