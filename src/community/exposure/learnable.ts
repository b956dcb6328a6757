import { type Key, NETWORK, staffKey } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { type ObjectFacts, type Question, type ViewerFacts, viewerFacts } from '../../privacy/facts.ts';
import { ENGAGEMENT_PURPOSES } from '../../privacy/purposes.ts';
import { type ActorId, FOREVER, FUNCTIONS, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { ShownAttribute } from '../actors/show-actor.ts';
import type { PickedGroup } from '../bulk/pick-posts.ts';
import { atOnce, onRequest } from '../contacts/contact-rules.ts';
import { loadOwnThings } from '../explaining/load-own-thing.ts';
import { thingFor } from '../explaining/reached-by.ts';
import { staffOf } from '../organisations/seats.ts';
import { PROCESSED, slotOf } from '../processing/processing-rules.ts';
import type { Learnt, Onlooking } from './learnt.ts';
import { sayLearnt } from './say-learnt.ts';

/** What each kind of onlooker can learn of the viewer, by the core over the viewer's own things. */
export async function learnable(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  self: ActorId,
  posts: readonly PickedGroup[],
  attributes: readonly ShownAttribute[],
  at: Instant,
): Promise<Learnt[]> {
  const me = [self as string as ObjectId];
  const ids = attributes.map(({ id }) => id);
  const [presence, ties, allPosts, allAttributes, shown, seats] = await Promise.all([
    loadOwnThings(deps, viewer, 'presence', me, at),
    loadOwnThings(deps, viewer, 'ties', me, at),
    loadOwnThings(deps, viewer, 'posts', me, at),
    loadOwnThings(deps, viewer, 'attributes', me, at),
    loadOwnThings(deps, viewer, 'attribute', ids, at),
    staffOf(deps, viewer, at),
  ]);
  const own = { presence, ties, posts: allPosts, attributes: allAttributes };
  const onlookers: { who: Onlooking; organisation: ActorId | null; eyes: ViewerFacts }[] = [
    { who: 'stranger', organisation: null, eyes: viewerFacts(null) },
    { who: 'colleague', organisation: null, eyes: somebody('persona', [NETWORK]) },
    ...seats.map(({ organisation }) => ({
      who: 'employer' as const,
      organisation,
      eyes: somebody('persona', [
        NETWORK,
        staffKey(organisation),
        ...FUNCTIONS.map((fn) => staffKey(organisation, fn)),
      ]),
    })),
    { who: 'business', organisation: null, eyes: somebody('organisation', [NETWORK]) },
  ];
  return onlookers.map(({ who, organisation, eyes }) => {
    const may = (question: Question, object: ObjectFacts | undefined): boolean =>
      object !== undefined &&
      decide(question, { viewer: eyes, network: viewer.networkFacts, object }).allowed;
    const reads = (object: ObjectFacts | undefined): boolean => may(toRead(at), object);
    const [met] = own.presence;
    const seen = new Set(shown.filter(({ object }) => reads(object)).map(({ object }) => object.id));
    const read = posts.filter((group) =>
      reads(
        thingFor(
          self,
          group.now.map(({ audience }) => audience),
          met?.object.ownerLockdowns ?? [],
          at,
        ),
      ),
    );
    const count = (bounded: boolean): number =>
      read.reduce((sum, group) => (group.isBounded === bounded ? sum + group.posts.length : sum), 0);
    const isBusiness = who === 'business';
    const contacted = (slot: typeof atOnce) =>
      FUNCTIONS.filter(
        (fn) => isBusiness && may({ ...slot(fn), at, as: { organisation: ANY, capacity: fn } }, met?.object),
      );
    const contacts = contacted(atOnce);
    const learnt = {
      who,
      organisation,
      meets: reads(met?.object),
      finds: may({ action: 'find', purpose: 'reading', at }, met?.object),
      attributes: attributes.filter(({ id }) => seen.has(id)),
      posts: count(false),
      answers: count(true),
      ties: reads(own.ties[0]?.object),
      contacts,
      asks: contacted(onRequest).filter((fn) => !contacts.includes(fn)),
      processing: ENGAGEMENT_PURPOSES.filter(
        (purpose) =>
          isBusiness &&
          PROCESSED.some((kind) => may({ ...slotOf(kind, purpose), at, as: SERVICE }, own[kind][0]?.object)),
      ),
    };
    return { ...learnt, text: sayLearnt(learnt) };
  });
}

/** An organisation without policies of its own. */
const ANY = '' as ActorId;
const SERVICE = { organisation: ANY, capacity: 'service' } as const;

/** Somebody of whom nothing is known but the sets that they are in. */
const somebody = (kind: 'persona' | 'organisation', keys: readonly Key[]): ViewerFacts =>
  viewerFacts(
    { id: '' as ActorId, kind },
    { ties: new Map(keys.map((key) => [key, [{ from: Number.NEGATIVE_INFINITY, until: FOREVER }]])) },
  );
