import { atomOf, type Key, NETWORK } from '../../privacy/audience.ts';
import { type ViewerFacts, viewerFacts } from '../../privacy/facts.ts';
import { type ActorId, type ActorKind, FOREVER, type Instant, type Interval } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import {
  loadReverseFacts,
  type Reverse,
  type ReverseFacts,
  type TieGroup,
} from '../../store/reverse-facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { knownToAsker } from './known-to-asker.ts';

const ALWAYS: readonly Interval[] = [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }];

/**
 * Members of the network of whom the asker may know, each with what the asker may know of them. Whom they block is not
 * among it, so that whoever blocked the asker is there as if they hadn't; whoever is hidden or suspended isn't there.
 */
export interface KnownPeople {
  /** Personas, in the order of their ids. */
  readonly ids: readonly ActorId[];
  /** The same, those together of whom the same is known: one decision serves for all of a class. */
  readonly classes: readonly KnownClass[];
  /** What is known of a persona, or of an actor of another kind. */
  facts(id: ActorId, kind?: ActorKind): ViewerFacts;
  /** Whether the asker may know of the actor; also of one whom they block. */
  knows(id: ActorId): boolean;
}

interface KnownClass {
  /** Of the first of them; the others differ in nothing but their id, of which no audience speaks. */
  readonly facts: ViewerFacts;
  readonly ids: readonly ActorId[];
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
  const known = await knownToAsker(deps, viewer, asker, reverse, at);
  const { blocked, others } = reverse;
  const ids = reverse.members.filter((id) => known.has(id) && !others.has(id) && !blocked.has(id));
  const members = new Set(reverse.members);
  const groupsOf = groupsByMember(reverse.ties);
  // How many connections two have in common isn't told: an upper bound takes it for enough.
  const mutual = new Map([[asker, Number.POSITIVE_INFINITY]]);
  const blocks = new Map([[asker, ALWAYS]]);
  const facts = (id: ActorId, kind: ActorKind = 'persona'): ViewerFacts => {
    const ties = tiesOf(reverse.ties, groupsOf.get(id) ?? []);
    if (members.has(id)) ties.set(NETWORK, membership(reverse, id));
    const acquainted = new Set(reverse.acquainted.has(id) ? [asker] : []);
    return viewerFacts({ id, kind }, { ties, mutual, acquainted, ...(blocked.has(id) ? { blocks } : {}) });
  };
  const classes = Map.groupBy(ids, classOf(asked.keys, groupsOf, reverse));
  return {
    ids,
    classes: [...classes.values()].map((those) => ({ facts: facts(those[0] as ActorId), ids: those })),
    knows: (id) => known.has(id) || blocked.has(id),
    facts,
  };
}

/** Since when, counts in a lockdown of the asker's alone. */
const membership = ({ since }: ReverseFacts, id: ActorId): readonly Interval[] => {
  const from = since.get(id);
  return from === undefined ? ALWAYS : [{ from, until: FOREVER }];
};

/** By number, the groups in which each member is. */
function groupsByMember(groups: readonly TieGroup[]): ReadonlyMap<ActorId, readonly number[]> {
  const found = new Map<ActorId, number[]>();
  for (const [n, { people }] of groups.entries()) {
    for (const id of people) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [n]);
      else known.push(n);
    }
  }
  return found;
}

function tiesOf(groups: readonly TieGroup[], numbers: readonly number[]): Map<Key, readonly Interval[]> {
  const ties = new Map<Key, readonly Interval[]>();
  for (const n of numbers) {
    const group = groups[n];
    if (group !== undefined) ties.set(group.key, [...(ties.get(group.key) ?? []), group.interval]);
  }
  return ties;
}

/** Names the class of a persona: whoever an audience names is alone in theirs. */
function classOf(
  keys: readonly Key[],
  groupsOf: ReadonlyMap<ActorId, readonly number[]>,
  { since, acquainted }: ReverseFacts,
) {
  const named = new Set<ActorId>();
  for (const key of keys) {
    const atom = atomOf(key);
    if (atom.kind === 'persona') named.add(atom.persona);
  }
  return (id: ActorId): string =>
    named.has(id) ? id : `${groupsOf.get(id)?.join() ?? ''} ${since.get(id) ?? ''} ${acquainted.has(id)}`;
}
