import type { ObjectFacts } from './facts.ts';
import type { ActorId, ObjectId, ObjectKind } from './words.ts';

/** A thing of some member's, at the most harmless label, of which nothing else is known: what a class of things is asked by. */
export const someThing = (kind: ObjectKind, more: Partial<ObjectFacts> = {}): ObjectFacts => ({
  kind,
  id: 'something' as ObjectId,
  owner: 'some member' as ActorId,
  ownerSuspensions: [],
  ownerLockdowns: [],
  label: 'public',
  grants: [],
  within: [],
  ...more,
});
