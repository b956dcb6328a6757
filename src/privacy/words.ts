/**
 * The words of the design as types. Ids are opaque and branded, so that a circle can't be passed for a persona;
 * times are milliseconds since the Unix epoch, `FOREVER` for an end that isn't set.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type NetworkId = Branded<'network'>;
/** A persona, an organisation or a group on one network: whoever acts there. */
export type ActorId = Branded<'actor'>;
export type CircleId = Branded<'circle'>;
export type ConversationId = Branded<'conversation'>;
export type ObjectId = Branded<'object'>;
export type GrantId = Branded<'grant'>;
export type PolicyId = Branded<'policy'>;
/** A text that experts signed, of which policies come. */
export type PolicyTextId = Branded<'policy text'>;
/** One function or discipline that one persona holds in an organisation. */
export type SeatId = Branded<'seat'>;
/** Something that experts sign before it begins. */
export type MatterId = Branded<'matter'>;
export type AudienceId = Branded<'audience'>;
/** A request of a member's about their own data. */
export type RequestId = Branded<'request'>;
export type BreachId = Branded<'breach'>;
/** One use of members' data by an organisation. */
export type UseId = Branded<'use'>;
export type ResolutionAttemptId = Branded<'resolution attempt'>;
export type TrainingFileId = Branded<'training file'>;

/** Milliseconds since the Unix epoch, UTC. */
export type Instant = number;
export const FOREVER: Instant = Number.POSITIVE_INFINITY;
export const DAY_MS = 86_400_000;

/** Half open: holds at `from`, no longer at `until`. */
export interface Interval {
  readonly from: Instant;
  readonly until: Instant;
}

export const ACTOR_KINDS = ['persona', 'organisation', 'group'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const FUNCTIONS = [
  'marketing',
  'sales',
  'customer-service',
  'support',
  'human-resources',
  'communications',
] as const;
export type BusinessFunction = (typeof FUNCTIONS)[number];

/** In what an expert of an organisation may sign its policies. */
export const DISCIPLINES = [
  'human-resources',
  'legal',
  'it',
  'communications',
  'finance',
  'compliance',
  'risk',
  'marketing',
  'customer-service',
] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** In what capacity something is asked: in a business function, by an organisation's service, or as a person for themselves. */
export const CAPACITIES = [...FUNCTIONS, 'service', 'person'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** The grounds of Article 6(1)(a) to (f) GDPR on which something is processed. */
export const LAWFUL_BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interests',
] as const;
export type LawfulBasis = (typeof LAWFUL_BASES)[number];

/** In what conversation something was shown: one that the member began, that the organisation began, or none. */
export const CONVERSATION_ORIGINS = ['member', 'organisation', 'none'] as const;
export type ConversationOrigin = (typeof CONVERSATION_ORIGINS)[number];

/**
 * `find` is in the directory, `search` by searching, `suggest` by being suggested, `mention` by naming in a post.
 * `connect` is to ask; whoever may do it at once is answered yes. `contact` is to write at once; `request-contact` to ask
 * first.
 */
export const ACTIONS = [
  'see',
  'find',
  'search',
  'suggest',
  'mention',
  'reply',
  'reshare',
  'quote',
  'download',
  'edit',
  'contact',
  'request-contact',
  'connect',
  'connect-at-once',
  'process',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Acting on a thing presupposes seeing it; being found, contacted, befriended or processed doesn't. */
export const ACTIONS_ON_SEEN: readonly Action[] = ['reply', 'reshare', 'quote', 'download', 'edit'];

export const OBJECT_KINDS = [
  'presence',
  'attribute',
  'attributes',
  'post',
  'posts',
  'resource',
  'ties',
  'message',
  'staff',
] as const;
/**
 * `presence` is an actor as others meet it; `ties` its lists of connections and followers; `posts` and `attributes` all of
 * its posts and disclosed attributes together, which are processed but read one by one; `staff` an organisation's list of
 * its seats.
 */
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** From harmless to harmful; a network admits labels up to its highest one. */
export const LABELS = ['public', 'internal', 'confidential', 'trade-secret'] as const;
export type Label = (typeof LABELS)[number];

/** Kinds of which every actor has one, under the actor's own id. */
export const KINDS_OF_ACTORS: readonly ObjectKind[] = ['presence', 'attributes', 'posts', 'ties', 'staff'];

export const labelRank = (label: Label): number => LABELS.indexOf(label);

/** Whether any of the intervals contains the instant. */
export function holdsAt(intervals: readonly Interval[] | undefined, at: Instant): boolean {
  if (intervals === undefined) return false;
  for (const interval of intervals) if (interval.from <= at && at < interval.until) return true;
  return false;
}

/** Whether any of the intervals had begun by `at` and was still running after `since`. */
export function heldSince(intervals: readonly Interval[] | undefined, since: Instant, at: Instant): boolean {
  if (intervals === undefined) return false;
  for (const interval of intervals) if (interval.from <= at && interval.until > since) return true;
  return false;
}
