import { type Key, personaKey } from './audience.ts';
import type { Grant } from './grant.ts';
import type { Purpose } from './purposes.ts';
import type {
  Action,
  ActorId,
  ActorKind,
  Instant,
  Interval,
  Label,
  ObjectId,
  ObjectKind,
  PolicyId,
} from './words.ts';

/** What the question is. Who asks and about what is in the facts. */
export interface Question {
  readonly action: Action;
  readonly purpose: Purpose;
  readonly at: Instant;
}

/** Whoever looks; a visitor has no actor. Built by {@link viewerFacts}. */
export interface ViewerFacts {
  readonly actor: ActorId | null;
  readonly kind: ActorKind | null;
  /** The set that holds just this actor. */
  readonly self: Key | null;
  /** When the viewer was in which set; only the sets that the objects' audiences speak of need be here. */
  readonly ties: ReadonlyMap<Key, readonly Interval[]>;
  /** Blocks between the viewer and others, in either direction. */
  readonly blocks: ReadonlyMap<ActorId, readonly Interval[]>;
  /** How many connections the viewer has in common with an owner; absent is none. */
  readonly mutual: ReadonlyMap<ActorId, number>;
  /**
   * Owners to whom the viewer is no stranger at the instant: connected with them, followed by them, or in a conversation of
   * theirs. Everybody, where it is told as if nobody kept anybody out.
   */
  readonly acquainted: ReadonlySet<ActorId> | 'everybody';
  readonly suspensions: readonly Interval[];
}

/** While it holds, whoever is one of those meant finds of the owner as much as if they were blocked. */
export interface Lockdown extends Interval {
  /** Members of the network for less than so many days; null is nobody for being new. */
  readonly newerThanDays: number | null;
  /** Whoever has no connection in common with the owner. */
  readonly strangers: boolean;
}

export interface ObjectFacts {
  readonly kind: ObjectKind;
  readonly id: ObjectId;
  readonly owner: ActorId;
  readonly ownerSuspensions: readonly Interval[];
  readonly ownerLockdowns: readonly Lockdown[];
  readonly label: Label;
  readonly grants: readonly Grant[];
  /**
   * What it answers or repeats, up to the root, and where the root is a resource the folders around that; or the folders
   * around it. It never reaches further than any of these.
   */
  readonly within: readonly ObjectFacts[];
}

/** A rule of a network or an organisation; it can only narrow what was granted. An absent list is "any". */
export interface Policy extends Interval {
  readonly id: PolicyId;
  readonly actions?: readonly Action[];
  readonly purposes?: readonly Purpose[];
  readonly objectKinds?: readonly ObjectKind[];
  /** It goes for these and every more harmful one, so that raising a label never escapes a policy. */
  readonly labels?: readonly Label[];
  /** Whoever is in one of these sets isn't bound by it. */
  readonly unless: readonly Key[];
}

export interface NetworkFacts {
  readonly highestLabel: Label;
  readonly policies: readonly Policy[];
}

export interface Facts {
  readonly viewer: ViewerFacts;
  readonly object: ObjectFacts;
  readonly network: NetworkFacts;
}

const NONE = new Map<never, never>();
const NOBODY: ReadonlySet<never> = new Set();

/** A viewer with what is known of them; what isn't given is empty. */
export function viewerFacts(
  actor: { readonly id: ActorId; readonly kind: ActorKind } | null,
  known: Partial<Pick<ViewerFacts, 'ties' | 'blocks' | 'mutual' | 'acquainted' | 'suspensions'>> = {},
): ViewerFacts {
  return {
    actor: actor?.id ?? null,
    kind: actor?.kind ?? null,
    self: actor === null ? null : personaKey(actor.id),
    ties: known.ties ?? NONE,
    blocks: known.blocks ?? NONE,
    mutual: known.mutual ?? NONE,
    acquainted: known.acquainted ?? NOBODY,
    suspensions: known.suspensions ?? [],
  };
}
