import { createHash } from 'node:crypto';
import type { Atom, Expression, Key } from '../../src/privacy/audience.ts';
import type { Conditions } from '../../src/privacy/conditions.ts';
import type { AttributeKind } from '../../src/privacy/disclosure.ts';
import type { Lockdown, Policy } from '../../src/privacy/facts.ts';
import type { Purpose } from '../../src/privacy/purposes.ts';
import type {
  Action,
  ActorId,
  ActorKind,
  ConversationOrigin,
  GrantId,
  Instant,
  Interval,
  Label,
  NetworkId,
  ObjectId,
  ObjectKind,
} from '../../src/privacy/words.ts';

/**
 * A small network as plain lists, the common ground of the four ways to decide that the tests compare: the core over
 * facts built in memory, the core over facts read from the database, the SQL, and the oracle.
 */
export interface World {
  readonly network: NetworkId;
  readonly highestLabel: Label;
  readonly actors: readonly Actor[];
  readonly ties: readonly Tie[];
  readonly blocks: readonly Block[];
  readonly suspensions: readonly Suspension[];
  readonly lockdowns: readonly Closed[];
  readonly objects: readonly Thing[];
  readonly grants: readonly Permission[];
  readonly policies: readonly Rule[];
}

export interface Actor {
  readonly id: ActorId;
  readonly kind: ActorKind;
}

interface Tie extends Interval {
  readonly member: ActorId;
  readonly key: Key;
}

interface Block extends Interval {
  readonly blocker: ActorId;
  readonly blocked: ActorId;
}

interface Suspension extends Interval {
  readonly actor: ActorId;
}

/** A lockdown. */
interface Closed extends Lockdown {
  readonly owner: ActorId;
}

/**
 * An object. A presence and its ties have the id of their actor, and the label `public`; only posts and
 * resources have `within`.
 */
export interface Thing {
  readonly kind: ObjectKind;
  readonly id: ObjectId;
  readonly owner: ActorId;
  readonly label: Label;
  /** Posts that it answers or repeats, or folders around it, up to the root; one that isn't in the world is gone. */
  readonly within: readonly ObjectId[];
  /** Only of resources: it goes by the grants of the folder around it. */
  readonly inherits: boolean;
  /** Only of posts: the resource that the thread hangs on; one that isn't in the world is gone. */
  readonly on: ObjectId | null;
  /** Of attributes alone, and there always. */
  readonly attribute?: AttributeKind;
  /** Of attributes, where they are shown in one, and of messages always. */
  readonly conversation?: Exclude<ConversationOrigin, 'none'>;
  /** Of attributes always; of what every actor has never; of others it is in the id, or not known. */
  readonly since?: Instant;
}

/** A grant as its owner said it, before any canonical form. */
export interface Permission extends Interval {
  readonly id: GrantId;
  readonly kind: ObjectKind;
  readonly object: ObjectId;
  readonly to: Expression;
  readonly except: readonly Atom[];
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly conditions: Conditions;
  /** Not after the beginning. */
  readonly excludingSince: Instant;
}

export interface Rule extends Omit<Policy, 'unless' | 'source' | 'version' | 'clause'> {
  readonly unless: readonly Atom[];
}

/** The start of day 0; days are counted from it. */
export const DAY_ZERO: Instant = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

/** The instant `days` after the start of day 0. */
export const day = (days: number): Instant => DAY_ZERO + days * DAY;

/** The same id for the same name, always. */
export function idOf<Id extends string>(name: string): Id {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id;
}

/** The same, as an id that was made at that instant: a UUID of version 7. */
export function idSince<Id extends string>(name: string, since: Instant): Id {
  const id = idOf(name);
  const made = since.toString(16).padStart(12, '0');
  return `${made.slice(0, 8)}-${made.slice(8)}-7${id.slice(15)}` as Id;
}
