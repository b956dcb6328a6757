import type { Atom, AudienceJson, Expression } from '../api/types.ts';

/** An audience as it is put together in the picker: one list of sets, joined one way, less another list. */
export interface AudienceDraft {
  /** Whether somebody needs to be in any of the sets, or in all of them. */
  readonly join: 'any' | 'all';
  readonly who: readonly Atom[];
  readonly except: readonly Atom[];
}

export const draftOf = (...who: Atom[]): AudienceDraft => ({ join: 'any', who, except: [] });

/** Tells atoms apart: equal for the same set. Never shown, never sent. */
export function atomKey(atom: Atom): string {
  switch (atom.kind) {
    case 'circle':
      return `circle:${atom.circle}`;
    case 'persona':
      return `persona:${atom.persona}`;
    case 'space':
      return `space:${atom.space}`;
    case 'introduced':
      return `introduced:${atom.by}`;
    case 'staff':
      return `staff:${atom.organisation}:${atom.in ?? ''}`;
    case 'experts':
      return `experts:${atom.organisation}:${atom.in}`;
    default:
      return atom.kind;
  }
}

export const sameAtom = (a: Atom, b: Atom): boolean => atomKey(a) === atomKey(b);

/** These two leave nothing to add: everyone has all already, nobody is the end of it. */
const standsAlone = (atom: Atom): boolean => atom.kind === 'everyone' || atom.kind === 'nobody';

/**
 * Puts a set in, or takes it out again. What stands alone replaces the others, and gives way to them. Naming a set
 * whom it excepts takes it out of the exceptions.
 */
export function toggleWho(draft: AudienceDraft, atom: Atom): AudienceDraft {
  if (draft.who.some((one) => sameAtom(one, atom))) {
    return { ...draft, who: draft.who.filter((one) => !sameAtom(one, atom)) };
  }
  const kept = standsAlone(atom) ? [] : draft.who.filter((one) => !standsAlone(one));
  return {
    join: standsAlone(atom) ? 'any' : draft.join,
    who: [...kept, atom],
    except: draft.except.filter((one) => !sameAtom(one, atom)),
  };
}

/** Excepts a set, or no longer. */
export function toggleExcept(draft: AudienceDraft, atom: Atom): AudienceDraft {
  if (draft.except.some((one) => sameAtom(one, atom))) {
    return { ...draft, except: draft.except.filter((one) => !sameAtom(one, atom)) };
  }
  return {
    ...draft,
    who: draft.who.filter((one) => !sameAtom(one, atom)),
    except: [...draft.except, atom],
  };
}

/** As the API takes it; an empty list of sets is nobody. */
export function toJson(draft: AudienceDraft): AudienceJson {
  const who = whoOf(draft);
  return draft.except.length === 0 ? who : { who, except: [...draft.except] };
}

function whoOf({ join, who }: AudienceDraft): Expression {
  const [only, ...more] = who;
  if (only === undefined) return { kind: 'nobody' };
  if (more.length === 0) return only;
  return join === 'any' ? { any: [...who] } : { all: [...who] };
}

/**
 * The draft of an audience that the API gave.
 * @returns null for one that is nested deeper than the picker can show; then it can only be replaced
 */
export function fromJson(json: AudienceJson): AudienceDraft | null {
  const except = 'who' in json ? json.except : [];
  const who = 'who' in json ? json.who : json;
  if ('kind' in who) return { join: 'any', who: [who], except };
  const join = 'any' in who ? 'any' : 'all';
  const parts = 'any' in who ? who.any : who.all;
  const flat = parts.map((part) => ('kind' in part ? part : single(part)));
  if (flat.some((part) => part === null)) return null;
  return { join, who: flat.filter((part) => part !== null), except };
}

/** The one atom of a union or an intersection of one. */
function single(part: Exclude<Expression, Atom>): Atom | null {
  const inner = 'any' in part ? part.any : part.all;
  const [only, ...more] = inner;
  return only !== undefined && more.length === 0 && 'kind' in only ? only : null;
}

/** Whether anyone at all, signed in or not, would see it. */
export const isOpenToAll = (draft: AudienceDraft): boolean =>
  draft.except.length === 0 && draft.who.some(({ kind }) => kind === 'everyone');

export const isNobody = (draft: AudienceDraft): boolean =>
  draft.who.length === 0 || draft.who.every(({ kind }) => kind === 'nobody');

/** How far from everyone an atom that a network may ask for is; a higher number is a smaller audience. */
const WIDTH: Partial<Record<Atom['kind'], number>> = {
  everyone: 0,
  'signed-in': 1,
  network: 2,
  followers: 3,
  connections: 4,
  nobody: 9,
};

/** Whether the draft is at least as wide as what a network asks for; only plain sets can be compared. */
export function isAtLeast(draft: AudienceDraft, least: AudienceJson): boolean {
  const asked = fromJson(least)?.who[0];
  if (asked === undefined || draft.except.length > 0) return false;
  const needed = WIDTH[asked.kind] ?? 9;
  if (draft.join === 'all' && draft.who.length > 1) return false;
  return draft.who.some((atom) => sameAtom(atom, asked) || (WIDTH[atom.kind] ?? 9) <= needed);
}
