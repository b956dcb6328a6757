import { ATTRIBUTE_KINDS } from './disclosure.ts';
import type { ObjectFacts } from './facts.ts';
import { someThing } from './some-thing.ts';
import type { Instant } from './words.ts';

/**
 * What policies are asked before it is counted how many members let something be done with what is theirs: something of it, as
 * new as can be, of which one is left. None of it is read, so that a policy which forbids some of it doesn't forbid to ask; what
 * is then done with what members have is asked thing by thing.
 */
export function somethingOf(
  kind: 'presence' | 'posts' | 'attributes' | 'ties',
  at: Instant,
): readonly ObjectFacts[] {
  if (kind === 'posts') return [someThing(kind, { since: at })];
  if (kind !== 'attributes') return [someThing(kind)];
  return ATTRIBUTE_KINDS.map((attribute) => someThing('attribute', { attribute, since: at }));
}
