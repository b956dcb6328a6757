import { type Key, personaKey } from './audience.ts';
import type { AttributeKind } from './disclosure.ts';
import type { Grant } from './grant.ts';
import type { Purpose } from './purposes.ts';
import type {
  Action,
  ActorId,
  ActorKind,
  Capacity,
  ConversationOrigin,
  Instant,
  Interval,
  Label,
  LawfulBasis,
  ObjectId,
  ObjectKind,
  PolicyId,
  PolicyTextId,
} from './words.ts';

/** What the question is. Who asks and about what is in the facts. */
export interface Question {
  readonly action: Action;
  readonly purpose: Purpose;
  readonly at: Instant;
  /** In whose name it is asked; absent is a person for themselves. */
  readonly as?: Acting;
}

/** For an organisation, in one capacity at a time, with what it declares of what it is about to do. */
export interface Acting {
  readonly organisation: ActorId;
  readonly capacity: Exclude<Capacity, 'person'>;
  /** On what ground; absent is consent. */
  readonly basis?: LawfulBasis;
  /** For how many days what comes of it is kept; absent is for good. */
  readonly retentionDays?: number;
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
  /** Only of attributes: of which kind it is. */
  readonly attribute?: AttributeKind;
  /** In what conversation it is shown; absent is none. */
  readonly conversation?: ConversationOrigin;
  /** When it was published or shown; of what it isn't known for, a policy that asks for its age applies. */
  readonly since?: Instant;
  /**
   * What it answers or repeats, up to the root, and where the root is a resource the folders around that; or the folders
   * around it. It never reaches further than any of these.
   */
  readonly within: readonly ObjectFacts[];
}

/** From so many days on, up to but not including so many; infinity is for good. */
export interface Days {
  readonly from: number;
  readonly until: number;
}

/**
 * A rule of a network or an organisation; it can only narrow what was granted. It speaks of a class of questions: of those
 * that are within all of its lists; an absent list is "any".
 */
export interface Policy extends Interval {
  readonly id: PolicyId;
  /** It goes for whoever acts for this organisation and for what is its own; absent is for everybody. */
  readonly binds?: ActorId;
  readonly capacities?: readonly Capacity[];
  readonly actions?: readonly Action[];
  readonly purposes?: readonly Purpose[];
  readonly objectKinds?: readonly ObjectKind[];
  /** It goes for these and every more harmful one, so that raising a label never escapes a policy. */
  readonly labels?: readonly Label[];
  /** Kinds of attributes; whatever is no attribute is in no such list. */
  readonly attributes?: readonly AttributeKind[];
  readonly conversations?: readonly ConversationOrigin[];
  readonly bases?: readonly LawfulBasis[];
  /** Hours of the day, UTC: bit n is from n to n + 1 o'clock. */
  readonly hours?: number;
  /** Since it was published or shown. */
  readonly age?: Days;
  /** For how long what comes of it is kept. */
  readonly retention?: Days;
  /** Whoever is in one of these sets isn't bound by it. */
  readonly unless: readonly Key[];
  /** The signed text from which it was compiled, which version of it, and which of its clauses. */
  readonly source?: PolicyTextId;
  readonly version?: number;
  readonly clause?: string;
}

export interface NetworkFacts {
  readonly highestLabel: Label;
  /** One list as long as nothing of it changes: what is found of it is kept by the list. */
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
