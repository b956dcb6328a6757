import type { Policy } from './facts.ts';

/**
 * A policy taken at its widest, while it isn't known what its text would say: all of what it speaks of by action, purpose,
 * capacity, kind of thing, label and kind of attribute, whatever its conditions are, exempting nobody. One that came from no
 * text says itself what it means.
 */
export function widest(policy: Policy): Policy {
  if (policy.source === undefined) return policy;
  const { conversations, bases, hours, age, retention, ...spokenOf } = policy;
  return { ...spokenOf, unless: [] };
}
