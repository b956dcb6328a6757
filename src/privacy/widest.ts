import type { Policy } from './facts.ts';

/**
 * A policy taken at its widest, while it isn't known what its text would say: all of what it speaks of, at any hour, of any
 * age, label and kind of attribute, exempting nobody. One that came from no text says itself what it means.
 */
export function widest(policy: Policy): Policy {
  if (policy.source === undefined) return policy;
  const { labels, attributes, conversations, bases, hours, age, retention, ...spokenOf } = policy;
  return { ...spokenOf, unless: [] };
}
