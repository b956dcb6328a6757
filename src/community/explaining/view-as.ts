import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type Key, keysOf } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { explain } from '../../privacy/explain.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadProfiles, type Profile } from '../actors/load-profiles.ts';
import { shownAttributes } from '../actors/show-actor.ts';
import { unblocked } from '../actors/unblocked.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import type { PostView } from '../posts/view.ts';
import type { OwnThing } from './counted.ts';
import { loadOwnThings } from './load-own-thing.ts';
import { type Eyes, loadOnlooker } from './onlooker.ts';
import { attributesThen, type PastAttribute } from './past-attributes.ts';
import { sayViewed } from './say-viewed.ts';
import { asOthersSeeIt } from './seen-by-others.ts';

const NEWEST = 40;

export interface ViewedAs {
  /** Null where they don't meet the asker at all. */
  readonly profile: Profile | null;
  readonly attributes: readonly PastAttribute[];
  readonly posts: readonly PostView[];
  readonly text: string;
}

/**
 * The asker's own page as somebody else sees it: the asker's own things, over what the asker may know. As it was seen
 * before, it has what there was then, in the words in which it stands now.
 * @param now where `at` is earlier
 */
export async function viewAs(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  as: Eyes,
  at: Instant,
  now: Instant = at,
): Promise<Result<ViewedAs>> {
  const self = viewer.actor?.id;
  if (self === undefined) return absent;
  const ownAttributes =
    at === now ? await shownAttributes(deps, viewer, self, at) : await attributesThen(deps, viewer, at);
  const [presences, attributes, posts] = await Promise.all([
    loadOwnThings(deps, viewer, 'presence', [self as string as ObjectId], at),
    loadOwnThings(
      deps,
      viewer,
      'attribute',
      ownAttributes.map(({ id }) => id),
      at,
    ),
    newestPosts(deps, viewer, self, at).then((ids) => loadOwnThings(deps, viewer, 'post', ids, at)),
  ]);
  const things = [...presences, ...attributes, ...posts];
  const found = await loadOnlooker(deps, viewer, as, things, at, now);
  if (found === null) return absent;
  const { facts, unknown, name } = found;
  const verdictOn = ({ object, answers }: OwnThing): 'shown' | 'hidden' | 'depends' => {
    const about = { viewer: facts, network: viewer.networkFacts, object };
    const { verdict } = explain(toRead(at), about, unknown);
    if (verdict === 'denied') return 'hidden';
    // Nor is the asker told how many connections the two have in common.
    const apart = { ...about, viewer: { ...facts, mutual: new Map() } };
    if (explain(toRead(at), apart, unknown).verdict === 'denied') return 'depends';
    // By what others wrote above it, of which the asker isn't told whom it reaches.
    const foreign = answers.some((author) => author !== facts.actor) && facts.actor !== self;
    return verdict === 'depends' || foreign ? 'depends' : 'shown';
  };
  const shown = (all: readonly OwnThing[]): OwnThing[] => all.filter((thing) => verdictOn(thing) === 'shown');
  const hanging = things.filter((thing) => verdictOn(thing) === 'depends');
  const profile =
    shown(presences).length > 0 ? ((await loadProfiles(deps, viewer, [self])).get(self) ?? null) : null;
  const attributeIds = new Set(shown(attributes).map(({ object }) => object.id));
  const visible = shown(posts).map(({ whole }) => ({
    id: whole.id,
    via: null,
    facts: { viewer: unblocked(viewer).facts, network: viewer.networkFacts, object: whole },
  }));
  const views = await hydratePosts(deps, unblocked(viewer), visible, now);
  const answer = {
    profile,
    attributes: ownAttributes.filter(({ id }) => attributeIds.has(id)),
    posts: views.map((view) => {
      const object = posts.find((thing) => thing.object.id === view.id)?.object;
      const may = (action: 'reply' | 'reshare' | 'quote' | 'download'): boolean =>
        object !== undefined &&
        decide({ action, purpose: 'reading', at }, { viewer: facts, network: viewer.networkFacts, object })
          .allowed;
      return asOthersSeeIt(view, may);
    }),
  };
  const keys = keysOnWhich(hanging, unknown);
  return ok({
    ...answer,
    text: sayViewed(found.as, { ...answer, newest: posts.length }, hanging, keys.map(name)),
  });
}

/** The unknown sets of which the things speak. */
const keysOnWhich = (things: readonly OwnThing[], unknown: ReadonlySet<Key>): Key[] => [
  ...new Set(
    things
      .flatMap(({ object }) => [object, ...object.within])
      .flatMap((object) => object.grants.flatMap((grant) => keysOf(grant.audience)))
      .filter((key) => unknown.has(key)),
  ),
];

/** The asker's newest posts; what they passed on of others is not theirs. */
async function newestPosts(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  self: ActorId,
  at: Instant,
): Promise<ObjectId[]> {
  const { rows } = await sql<{ id: ObjectId }>`select p.id from community.post p
    where p.network_id = ${viewer.network} and p.author_id = ${self} and p.deleted_at is null
      and p.boost_of is null and p.created_at <= ${instantValue(at)} order by p.id desc limit ${NEWEST}`.execute(
    store.community,
  );
  return rows.map(({ id }) => id);
}
