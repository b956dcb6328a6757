import { type Audience, admitsOutsiders, EVERYONE, type Key, NETWORK, SIGNED_IN } from './audience.ts';

/**
 * Whether everybody in the one audience is surely in the other, by their form alone: whoever happens to be in the sets
 * plays no part, so that the answer tells nothing of it. Where the form doesn't say, the answer is no.
 */
export function isWithin(one: Audience, other: Audience): boolean {
  return (
    other.except.every((key) => one.except.includes(key)) &&
    one.any.every((term) => other.any.some((wider) => wider.every((key) => asks(term, key))))
  );
}

/** Whether whoever holds the term holds the key as well. */
function asks(term: readonly Key[], key: Key): boolean {
  if (key === EVERYONE || term.includes(key)) return true;
  if (key === SIGNED_IN) return !term.includes(EVERYONE);
  // Who isn't a member of the network holds only outsiders' terms.
  if (key === NETWORK) return !admitsOutsiders(term);
  return key.startsWith('staff:') && term.some((held) => held.startsWith(`${key}:`));
}
