import { createHash } from 'node:crypto';
import type { ActorId, AudienceId, BusinessFunction, CircleId, ConversationId, Discipline } from './words.ts';

/**
 * The audience algebra: a union of intersections of atoms, minus one flat list of excluded atoms.
 *
 * Every atom has a *key*, the name of a set of actors. All that the server knows of who belongs where is one kind of
 * fact, "this actor is in the set with this key from then until then", so that an audience is a Boolean formula over
 * the keys that a viewer holds.
 */
export type Atom =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'network' }
  | { readonly kind: 'space'; readonly space: ActorId }
  | { readonly kind: 'connections'; readonly of: ActorId }
  | { readonly kind: 'followers'; readonly of: ActorId }
  | { readonly kind: 'circle'; readonly circle: CircleId }
  | { readonly kind: 'persona'; readonly persona: ActorId }
  /** Who was in a conversation during one chapter of it; a new one begins whenever somebody is asked to join. */
  | { readonly kind: 'conversation'; readonly conversation: ConversationId; readonly chapter: number }
  | { readonly kind: 'staff'; readonly organisation: ActorId; readonly in?: BusinessFunction }
  /** The experts of an organisation in a discipline. */
  | { readonly kind: 'experts'; readonly organisation: ActorId; readonly in: Discipline }
  /** Whoever was introduced to an actor by another. */
  | { readonly kind: 'introduced'; readonly to: ActorId; readonly by: ActorId };

declare const keyBrand: unique symbol;
/** The name of a set of actors on one network, e.g. `circle:0190…`. */
export type Key = string & { readonly [keyBrand]: true };

const key = (text: string): Key => text as Key;

export const EVERYONE = key('everyone');
export const SIGNED_IN = key('signed-in');
const NOBODY = key('nobody');
/** Members of the network on which the grant stands. */
export const NETWORK = key('network');

export const spaceKey = (space: ActorId): Key => key(`space:${space}`);
export const connectionsKey = (of: ActorId): Key => key(`connections:${of}`);
export const followersKey = (of: ActorId): Key => key(`followers:${of}`);
export const circleKey = (circle: CircleId): Key => key(`circle:${circle}`);
export const personaKey = (persona: ActorId): Key => key(`persona:${persona}`);
export const conversationKey = (conversation: ConversationId, chapter: number): Key =>
  key(`conversation:${conversation}:${chapter}`);
export const staffKey = (organisation: ActorId, fn?: BusinessFunction): Key =>
  key(fn === undefined ? `staff:${organisation}` : `staff:${organisation}:${fn}`);
export const expertsKey = (organisation: ActorId, discipline: Discipline): Key =>
  key(`experts:${organisation}:${discipline}`);

export const introducedKey = (to: ActorId, by: ActorId): Key => key(`introduced:${to}:${by}`);

export function keyOf(atom: Atom): Key {
  switch (atom.kind) {
    case 'everyone':
      return EVERYONE;
    case 'signed-in':
      return SIGNED_IN;
    case 'nobody':
      return NOBODY;
    case 'network':
      return NETWORK;
    case 'space':
      return spaceKey(atom.space);
    case 'connections':
      return connectionsKey(atom.of);
    case 'followers':
      return followersKey(atom.of);
    case 'circle':
      return circleKey(atom.circle);
    case 'persona':
      return personaKey(atom.persona);
    case 'conversation':
      return conversationKey(atom.conversation, atom.chapter);
    case 'staff':
      return staffKey(atom.organisation, atom.in);
    case 'experts':
      return expertsKey(atom.organisation, atom.in);
    case 'introduced':
      return introducedKey(atom.to, atom.by);
  }
}

/** The inverse of {@link keyOf}, for keys that it made. */
export function atomOf(of: Key): Atom {
  const [kind, id, part] = of.split(':') as [string, string | undefined, string | undefined];
  switch (kind) {
    case 'everyone':
    case 'signed-in':
    case 'network':
      return { kind };
    case 'space':
      return { kind, space: id as ActorId };
    case 'connections':
    case 'followers':
      return { kind, of: id as ActorId };
    case 'circle':
      return { kind, circle: id as CircleId };
    case 'persona':
      return { kind, persona: id as ActorId };
    case 'conversation':
      return { kind, conversation: id as ConversationId, chapter: Number(part) };
    case 'staff':
      return part === undefined
        ? { kind, organisation: id as ActorId }
        : { kind, organisation: id as ActorId, in: part as BusinessFunction };
    case 'experts':
      return { kind, organisation: id as ActorId, in: part as Discipline };
    case 'introduced':
      return { kind, to: id as ActorId, by: part as ActorId };
    default:
      return { kind: 'nobody' };
  }
}

/** What a member says: an atom, or any or all of several. */
export type Expression =
  | Atom
  | { readonly any: readonly Expression[] }
  | { readonly all: readonly Expression[] };

/**
 * The canonical form: a viewer is in the audience who holds every key of at least one term, and none of `except`.
 * No term at all is nobody; a term without keys can't occur.
 */
export interface Audience {
  readonly any: readonly (readonly Key[])[];
  readonly except: readonly Key[];
}

export const NO_ONE: Audience = { any: [], except: [] };

/** Terms and keys that one audience may have; beyond it a member couldn't oversee it, nor a query pay for it. */
export const MOST_TERMS = 64;
export const MOST_KEYS_A_TERM = 8;
export const MOST_EXCLUDED = 64;
/** Terms that a distributed expression may have before absorption, and how deep it may nest: bounds on the work. */
const MOST_UNABSORBED = 4 * MOST_TERMS;
const DEEPEST = 32;

type Terms = readonly (readonly Key[])[];

/**
 * The canonical, syntactic form of an audience: flattened into a union of intersections, `everyone` and `nobody`
 * resolved, repetitions and absorbed terms dropped, everything sorted. Equal forms have equal ids.
 * @returns null where it is over {@link MOST_TERMS}, {@link MOST_KEYS_A_TERM} or {@link MOST_EXCLUDED}
 */
export function audience(who: Expression, except: readonly Atom[] = []): Audience | null {
  return sizeOf(who) > MOST_UNABSORBED ? null : canonical(termsOf(who), except.map(keyOf));
}

/** The canonical form of terms and exclusions that are keys already. */
export function canonical(terms: Terms, except: readonly Key[]): Audience | null {
  const excluded = [...new Set(except)].filter((k) => k !== NOBODY).sort();
  if (excluded.includes(EVERYONE)) return NO_ONE;
  const kept = absorb(terms.map(tidy).filter((term) => term !== null));
  if (kept.length === 0) return NO_ONE;
  if (kept.length > MOST_TERMS || excluded.length > MOST_EXCLUDED) return null;
  if (kept.some((term) => term.length > MOST_KEYS_A_TERM)) return null;
  return { any: kept, except: excluded };
}

/**
 * Sorted, without repetition, without a needless `everyone`; null for a term that nobody can satisfy. One without
 * keys is such a term: by the book it would be everybody, but what nobody said is granted to nobody.
 */
function tidy(term: readonly Key[]): readonly Key[] | null {
  const keys = [...new Set(term)].sort();
  if (keys.length === 0 || keys.includes(NOBODY)) return null;
  const needed = keys.filter((k) => k !== EVERYONE);
  return needed.length === 0 ? [EVERYONE] : needed;
}

/** Drops each term that another term contains: A ∪ (A ∩ B) = A, and everyone ∪ B = everyone. */
function absorb(terms: Terms): Terms {
  if (terms.some((term) => term[0] === EVERYONE)) return [[EVERYONE]];
  const byLength = [...terms].sort((a, b) => a.length - b.length);
  const kept: (readonly Key[])[] = [];
  for (const term of byLength) {
    if (!kept.some((smaller) => smaller.every((k) => term.includes(k)))) kept.push(term);
  }
  return kept.sort((a, b) => compare(a.join(), b.join()));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * How many terms the expression has once distributed, before absorption: a sum over unions, a product over
 * intersections, so that it doesn't matter in which order a member says it. Infinite where it nests too deep.
 */
function sizeOf(who: Expression, depth = 0): number {
  if ('kind' in who) return 1;
  if (depth === DEEPEST) return Number.POSITIVE_INFINITY;
  if ('any' in who) return who.any.reduce((sum, part) => sum + sizeOf(part, depth + 1), 0);
  const sizes = who.all.map((part) => sizeOf(part, depth + 1));
  // An intersection of nothing is granted to nobody; and a factor of nobody empties the product, even an infinite one.
  return sizes.length === 0 || sizes.includes(0) ? 0 : sizes.reduce((product, size) => product * size, 1);
}

/** Distributed into a union of intersections; {@link sizeOf} was asked before. */
function termsOf(who: Expression): Terms {
  if ('kind' in who) return [[keyOf(who)]];
  if ('any' in who) return who.any.flatMap(termsOf);
  if (sizeOf(who) === 0) return [];
  return who.all
    .map(termsOf)
    .reduce((product, terms) => product.flatMap((left) => terms.map((right) => [...left, ...right])), [[]]);
}

/**
 * A stable id of the canonical form: an RFC 9562 version 8 UUID over its SHA-256. It never leaves the server, since
 * two posts that share one would show a circle.
 */
export function audienceId(of: Audience): AudienceId {
  const digest = createHash('sha256')
    .update(JSON.stringify([of.any, of.except]))
    .digest();
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return parts.join('-') as AudienceId;
}

/** All keys that the form speaks of, each once. */
export const keysOf = (of: Audience): readonly Key[] => [...new Set([...of.any.flat(), ...of.except])];

/** Whether a term can be held by somebody who isn't a member of the network. */
export const admitsOutsiders = (term: readonly Key[]): boolean =>
  term.length > 0 && term.every((k) => k === EVERYONE || k === SIGNED_IN);
