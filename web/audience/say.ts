import type { Atom, AudienceJson, Expression } from '../api/types.ts';
import { listText } from '../i18n/format.ts';

/** The phrases that an audience is put together from, in the reader's language. */
export interface AudiencePhrases {
  readonly language: string;
  atom(atom: Atom): string;
  readonly nobody: string;
  /** Those who are in all of the sets listed. */
  inAll(list: string): string;
  except(who: string, list: string): string;
}

/** An audience in words: "Book club or Family, except Robin". */
export function sayAudience(audience: AudienceJson, phrases: AudiencePhrases): string {
  const who = sayExpression('who' in audience ? audience.who : audience, phrases);
  const except = 'who' in audience ? audience.except : [];
  if (except.length === 0) return who;
  return phrases.except(who, listText(except.map(phrases.atom), 'or', phrases.language));
}

function sayExpression(expression: Expression, phrases: AudiencePhrases): string {
  if ('kind' in expression) return phrases.atom(expression);
  const parts = 'any' in expression ? expression.any : expression.all;
  const said = parts.map((part) => sayExpression(part, phrases));
  const [only, ...more] = said;
  if (only === undefined) return phrases.nobody;
  if (more.length === 0) return only;
  return 'any' in expression
    ? listText(said, 'or', phrases.language)
    : phrases.inAll(listText(said, 'and', phrases.language));
}

/** Every atom that an audience names, in its order. */
export function atomsOf(audience: AudienceJson): Atom[] {
  if ('who' in audience) return [...atomsOf(audience.who), ...audience.except];
  if ('kind' in audience) return [audience];
  return ('any' in audience ? audience.any : audience.all).flatMap(atomsOf);
}
