import { type Atom, type Audience, atomOf, type Key } from '../../privacy/audience.ts';
import type { ActorId, BusinessFunction, CircleId, ConversationId, Discipline } from '../../privacy/words.ts';

/** An atom as the API says it: `connections` and `followers` are always the speaker's own. */
export type AtomJson =
  | { readonly kind: 'everyone' | 'signed-in' | 'nobody' | 'network' | 'connections' | 'followers' }
  | { readonly kind: 'circle'; readonly circle: CircleId }
  | { readonly kind: 'persona'; readonly persona: ActorId }
  | { readonly kind: 'space'; readonly space: ActorId }
  /** Never said by a member: things are shown in a conversation by its own operations. */
  | { readonly kind: 'conversation'; readonly conversation: ConversationId; readonly chapter: number }
  | { readonly kind: 'staff'; readonly organisation: ActorId; readonly in?: BusinessFunction }
  | { readonly kind: 'experts'; readonly organisation: ActorId; readonly in: Discipline }
  /** Whoever was introduced to the speaker by that one. */
  | { readonly kind: 'introduced'; readonly by: ActorId };

export type ExpressionJson =
  | AtomJson
  | { readonly any: readonly ExpressionJson[] }
  | { readonly all: readonly ExpressionJson[] };

/** An audience as the API takes and gives it. It is given to its owner alone: it names circles. */
export type AudienceJson =
  | ExpressionJson
  | { readonly who: ExpressionJson; readonly except: readonly AtomJson[] };

export function atomJson(atom: Atom): AtomJson {
  if (atom.kind === 'introduced') return { kind: atom.kind, by: atom.by };
  return atom.kind === 'connections' || atom.kind === 'followers' ? { kind: atom.kind } : atom;
}

const keyJson = (key: Key): AtomJson => atomJson(atomOf(key));

function termJson(term: readonly Key[]): ExpressionJson {
  const [only] = term;
  return only !== undefined && term.length === 1 ? keyJson(only) : { all: term.map(keyJson) };
}

/** The canonical form in the API's words; parsing it again gives the same form. */
export function audienceJson({ any, except }: Audience): AudienceJson {
  const [first] = any;
  const who: ExpressionJson =
    first === undefined
      ? { kind: 'nobody' }
      : any.length === 1
        ? termJson(first)
        : { any: any.map(termJson) };
  return except.length === 0 ? who : { who, except: except.map(keyJson) };
}
