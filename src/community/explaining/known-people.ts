import { type Key, NETWORK } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { type ObjectFacts, type ViewerFacts, viewerFacts } from '../../privacy/facts.ts';
import type { Grant } from '../../privacy/grant.ts';
import {
  type ActorId,
  type ActorKind,
  FOREVER,
  type GrantId,
  type Instant,
  type Interval,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import {
  loadReverseFacts,
  type PresenceGroup,
  type Reverse,
  type ReverseFacts,
} from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';

const ALWAYS: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }];
const NO_TIES: ReadonlyMap<Key, readonly Interval[]> = new Map();

/**
 * Members of the network of whom the asker may know, each with what the asker may know of them. Whom they block is not
 * among it, so that whoever blocked the asker is there as if they hadn't; whoever is hidden or suspended isn't there.
 */
export interface KnownPeople {
  /** Personas, in the order of their ids. */
  readonly ids: readonly ActorId[];
  /** What is known of a persona, or of an actor of another kind. */
  facts(id: ActorId, kind?: ActorKind): ViewerFacts;
  /** Whether the asker may know of the actor; also of one whom they block. */
  knows(id: ActorId): boolean;
  blocks(id: ActorId): boolean;
}

/** Loads whom the asker may know, with their ties in the given sets: one round trip. */
export async function loadKnownPeople(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  asked: Pick<Reverse, 'keys' | 'among' | 'since'>,
  at: Instant,
): Promise<KnownPeople> {
  const asker = viewer.actor?.id;
  if (asker === undefined) throw new Error('a visitor owns nothing to ask about');
  const reverse = await loadReverseFacts(deps.store, { network: viewer.network, asker, ...asked }, at);
  const seen = new Set(seenMembers(viewer, asker, reverse, at));
  for (const id of await seenByMutual(deps, viewer, reverse, at)) seen.add(id);
  const ids = reverse.members.filter(
    (id) => id !== asker && !reverse.others.has(id) && !reverse.blocked.has(id) && seen.has(id),
  );
  const mutual = new Map([[asker, Number.POSITIVE_INFINITY]]);
  const members = new Set(reverse.members);
  return {
    ids,
    knows: (id) => seen.has(id) || reverse.blocked.has(id),
    blocks: (id) => reverse.blocked.has(id),
    facts: (id, kind = 'persona') => {
      const ties = new Map(reverse.ties.get(id) ?? NO_TIES);
      if (members.has(id)) ties.set(NETWORK, ALWAYS);
      return viewerFacts(
        { id, kind },
        {
          ties,
          // How many connections two have in common isn't told: an upper bound takes it for enough.
          mutual,
          ...(reverse.blocked.has(id) ? { blocks: new Map([[asker, ALWAYS]]) } : {}),
        },
      );
    },
  };
}

/** Whom the asker may see, or is tied to, by the core; leaving aside who blocks the asker. */
function seenMembers(
  viewer: Viewer,
  asker: ActorId,
  reverse: ReverseFacts,
  at: Instant,
): ReadonlySet<ActorId> {
  const seen = new Set<ActorId>();
  const facts = {
    viewer: {
      ...viewer.facts,
      blocks: new Map(),
      ties: new Map([...viewer.facts.ties, ...reverse.askerTies]),
      mutual: new Map(),
    },
    network: viewer.networkFacts,
  };
  for (const group of reverse.presences) {
    if (hangsOnMutual(group)) continue;
    const object = presenceOf(group, at);
    if (!decide(toRead(at), { ...facts, object }).allowed) continue;
    for (const id of group.people) if (!reverse.suspended.has(id)) seen.add(id);
  }
  for (const id of reverse.tied) if (!reverse.suspended.has(id)) seen.add(id);
  seen.delete(asker);
  return seen;
}

const hangsOnMutual = ({ conditions }: PresenceGroup): boolean => 'mutual' in conditions;

/** The few who show themselves to whom they have connections in common with are asked for one by one. */
function seenByMutual(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { presences }: ReverseFacts,
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const unblocked = { ...viewer, facts: { ...viewer.facts, blocks: new Map() } };
  const people = presences.filter(hangsOnMutual).flatMap((group) => group.people);
  return seenActors(deps, unblocked, people, at);
}

/** The presence that the group's people have in common, as an object of nobody in particular. */
function presenceOf({ any, except, conditions, from }: PresenceGroup, at: Instant): ObjectFacts {
  const grant: Grant = {
    id: '' as GrantId,
    audience: { any, except },
    actions: ['see'],
    purpose: 'reading',
    conditions,
    from: from ?? at,
    until: FOREVER,
    reviewBy: FOREVER,
  };
  return {
    kind: 'presence',
    id: '' as ObjectId,
    owner: '' as ActorId,
    ownerSuspensions: [],
    label: 'public',
    grants: [grant],
    within: [],
  };
}
