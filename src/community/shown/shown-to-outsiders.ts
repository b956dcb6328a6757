import { decide, toRead } from '../../privacy/decide.ts';
import { OUTSIDER } from '../../privacy/outsider.ts';
import type { ShownContact, ShownPersona, ShownValue } from '../../privacy/shown.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { wholeList } from '../actors/list-page.ts';
import { loadProfiles, type Profile } from '../actors/load-profiles.ts';
import { shownAttributes } from '../actors/show-actor.ts';
import { listTies } from '../actors/ties-lists.ts';
import { loadOwnThings } from '../explaining/load-own-thing.ts';
import { linksIn, shownPosts } from './shown-posts.ts';

/** Of each list of ties so many are looked at. */
const MOST_TIES = 2000;

/** What the viewer's persona shows to an outsider of its network: its own things, each decided by the core. */
export async function shownToOutsiders(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  self: ActorId,
  at: Instant,
): Promise<ShownPersona> {
  const me = [self as string as ObjectId];
  const [presence, ties, profiles, { posts, pictures }, attributes] = await Promise.all([
    loadOwnThings(deps, viewer, 'presence', me, at),
    loadOwnThings(deps, viewer, 'ties', me, at),
    loadProfiles(deps, viewer, [self]),
    shownPosts(deps, viewer, self, at),
    attributesShown(deps, viewer, self, at),
  ]);
  const sees = ([thing]: typeof presence): boolean =>
    thing !== undefined &&
    decide(toRead(at), { viewer: OUTSIDER, network: viewer.networkFacts, object: thing.object }).allowed;
  const profile = profiles.get(self);
  // Whoever reads a post sees by whom it is.
  const isMet = sees(presence) || posts.length > 0;
  return {
    network: viewer.network,
    id: self,
    face: profile === undefined || !isMet ? null : faceOf(profile),
    posts,
    pictures,
    attributes,
    contacts: sees(ties) ? await contactsOf(deps, viewer, self, at) : [],
  };
}

const faceOf = ({ handle, displayName, note }: Profile) => ({
  handle,
  displayName,
  note,
  links: linksIn(note),
});

async function attributesShown(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  self: ActorId,
  at: Instant,
): Promise<ShownValue[]> {
  const own = await shownAttributes(deps, viewer, self, at);
  const ids = own.map(({ id }) => id);
  const things = await loadOwnThings(deps, viewer, 'attribute', ids, at);
  const seen = new Set(
    things
      .filter(
        ({ object }) =>
          decide(toRead(at), { viewer: OUTSIDER, network: viewer.networkFacts, object }).allowed,
      )
      .map(({ object }) => object.id),
  );
  return own
    .filter(({ id }) => seen.has(id))
    .map(({ kind, value, precision }) => ({ kind, value, precision }));
}

/**
 * All to whom the persona is tied. Which of them keep their own ties to themselves isn't the viewer's to know, so that it
 * is more than an outsider sees.
 */
async function contactsOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  self: ActorId,
  at: Instant,
): Promise<ShownContact[]> {
  const ids = new Set<ActorId>();
  for (const list of ['connections', 'followers', 'following'] as const) {
    const found = await listTies(deps, viewer, self, list, wholeList(MOST_TIES), at);
    if (found.ok) for (const id of found.value) ids.add(id);
  }
  const profiles = await loadProfiles(deps, viewer, ids);
  return [...profiles.values()].map(({ id, handle, displayName }) => ({ id, handle, displayName }));
}
