import { ok, type Result } from '../../core/result.ts';
import {
  type Audience,
  audience,
  canonical,
  EVERYONE,
  type Expression,
  type Key,
  NETWORK,
  NO_ONE,
  spaceKey,
} from '../../privacy/audience.ts';
import type { Action, ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Openness } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { parseAudience } from '../audiences/parse-audience.ts';
import type { Draft, Visibility } from './draft.ts';

/** Who gets a post, and what they may do with it. */
export interface Reach {
  readonly audience: Audience;
  readonly actions: readonly Action[];
  /** Whether it stands in the network's own lists. */
  readonly listed: boolean;
}

const READ: readonly Action[] = ['see', 'reply'];
const RESHARE: readonly Action[] = ['see', 'reply', 'reshare', 'quote'];

/** What whoever sees a post may do with it. */
export const postActions = (reshare: boolean, files: boolean): readonly Action[] => [
  ...(reshare ? RESHARE : READ),
  ...(files ? (['download'] as const) : []),
];

/** A space's bound: a post in it never reaches further. */
export const boundOf = (space: ActorId, openness: Openness): Key =>
  openness === 'open' ? NETWORK : spaceKey(space);

/**
 * Works out whom the author means. Said by `audience`, else by `visibility`; where neither was said, a reply goes
 * wherever what it answers goes, a post in a space to the space, and any other to the author's followers.
 * @param mentioned personas of whom the author may know, for `direct`
 * @param draft whoever sees a post may have the files that go with it
 * @param bound the set that it must not leave, null where it isn't in a space
 */
export async function reachOfDraft(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  author: ActorId,
  draft: Pick<Draft, 'audience' | 'visibility' | 'replyTo' | 'reshare'> & { readonly files: boolean },
  mentioned: readonly ActorId[],
  bound: Key | null,
  at: Instant,
): Promise<Result<Reach>> {
  const said = await saidAudience(deps, viewer, author, draft, mentioned, bound, at);
  if (!said.ok) return said;
  const isPublic = said.value.any.some((term) => term.includes(EVERYONE));
  const reshare = draft.reshare ?? (isPublic && draft.visibility !== 'unlisted');
  return ok({
    audience: bound === null ? said.value : within(said.value, bound),
    actions: postActions(reshare, draft.files),
    listed: draft.visibility !== 'unlisted',
  });
}

/**
 * Whom a boost is for: unless said otherwise, the booster's followers, and whoever wrote what it repeats. It can be
 * read, and nothing else.
 */
export async function reachOfBoost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  booster: ActorId,
  original: ActorId,
  said: Pick<Draft, 'audience' | 'visibility'>,
  at: Instant,
): Promise<Result<Reach>> {
  const isSaid = said.audience !== undefined || said.visibility !== null;
  const usual = audience({
    any: [
      { kind: 'followers', of: booster },
      { kind: 'persona', persona: original },
    ],
  });
  const meant = isSaid
    ? await saidAudience(deps, viewer, booster, { ...said, replyTo: null }, [], null, at)
    : ok(usual ?? NO_ONE);
  return meant.ok ? ok({ audience: meant.value, actions: ['see'], listed: false }) : meant;
}

async function saidAudience(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  author: ActorId,
  draft: Pick<Draft, 'audience' | 'visibility' | 'replyTo'>,
  mentioned: readonly ActorId[],
  bound: Key | null,
  at: Instant,
): Promise<Result<Audience>> {
  if (draft.audience !== undefined) return parseAudience(deps, viewer, draft.audience, at);
  if (draft.visibility !== null) {
    return ok(audience(expressionOf(draft.visibility, author, mentioned)) ?? NO_ONE);
  }
  if (draft.replyTo !== null) return ok({ any: [[EVERYONE]], except: [] });
  if (bound !== null) return ok({ any: [[bound]], except: [] });
  return ok(audience({ kind: 'followers', of: author }) ?? NO_ONE);
}

function expressionOf(visibility: Visibility, author: ActorId, mentioned: readonly ActorId[]): Expression {
  switch (visibility) {
    case 'public':
    case 'unlisted':
      return { kind: 'everyone' };
    case 'private':
      return { kind: 'followers', of: author };
    case 'direct':
      return { any: mentioned.map((persona) => ({ kind: 'persona', persona })) };
  }
}

/** The audience, of those in the set. */
export const within = (of: Audience, bound: Key): Audience =>
  canonical(
    of.any.map((term) => [...term, bound]),
    of.except,
  ) ?? NO_ONE;
