import { decide, toRead } from '../../privacy/decide.ts';
import type { ObjectFacts } from '../../privacy/facts.ts';
import type { Grant } from '../../privacy/grant.ts';
import { type ActorId, FOREVER, type GrantId, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { PresenceGroup, ReverseFacts } from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { unblocked } from '../actors/unblocked.ts';

/**
 * Whom the asker may see, by the core, or is tied to; as if nobody had blocked anybody. One decision serves for all who
 * show themselves by the same grant.
 */
export async function knownToAsker(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asker: ActorId,
  reverse: ReverseFacts,
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const asking = unblocked(viewer);
  const facts = {
    viewer: { ...asking.facts, ties: new Map([...viewer.facts.ties, ...reverse.askerTies]) },
    network: viewer.networkFacts,
  };
  const known = new Set<ActorId>(reverse.tied);
  const oneByOne: ActorId[] = [];
  for (const group of reverse.presences) {
    if ('mutual' in group.conditions) oneByOne.push(...group.people);
    else if (decide(toRead(at), { ...facts, object: presenceOf(group, at) }).allowed) {
      for (const id of group.people) known.add(id);
    }
  }
  // The few who show themselves to whom they have connections in common with.
  for (const id of await seenActors(deps, asking, oneByOne, at)) known.add(id);
  for (const id of reverse.suspended) known.delete(id);
  known.delete(asker);
  return known;
}

/** The presence that the group's people have in common, as an object of nobody in particular. */
function presenceOf({ any, except, conditions, excludingSince }: PresenceGroup, at: Instant): ObjectFacts {
  const grant: Grant = {
    id: '' as GrantId,
    audience: { any, except },
    actions: ['see'],
    purpose: 'reading',
    conditions,
    from: at,
    excludingSince: excludingSince ?? at,
    until: FOREVER,
    reviewBy: FOREVER,
  };
  return {
    kind: 'presence',
    id: '' as ObjectId,
    owner: '' as ActorId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label: 'public',
    grants: [grant],
    within: [],
  };
}
