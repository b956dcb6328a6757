import { hearersOf } from '../community/live/hearers.ts';
import { lostSightOf, thingsOfDecision } from '../community/live/lost-sight.ts';
import { type LiveView, viewsFor } from '../community/live/views-for.ts';
import { type Whereabouts, whereaboutsOf } from '../community/live/watched-post.ts';
import { noticeOf } from '../community/notifications/list.ts';
import type { PostView } from '../community/posts/view.ts';
import { presentNotification } from '../present/notification.ts';
import { presentStatus } from '../present/status.ts';
import type { Instant, NetworkId, ObjectId } from '../privacy/words.ts';
import type { Change } from '../store/changes.ts';
import { type Deps, instantOf } from '../store/deps.ts';
import { loadViewer } from '../store/viewer.ts';
import { closeRevoked } from './close-revoked.ts';
import { eventBytes } from './event-bytes.ts';
import type { Subscription } from './subscription.ts';

type Given = Pick<Deps, 'store' | 'clock' | 'publicUrl' | 'masterKey'>;

/**
 * Brings a change to those streams whose viewers may know of it. Whether they may is decided here, over the facts of
 * now: one round of queries for all of them. Those whose tokens were revoked by now are closed instead.
 */
export async function deliverChange(
  deps: Given,
  network: NetworkId,
  streams: ReadonlySet<Subscription>,
  change: Change,
): Promise<void> {
  const all = [...streams];
  switch (change.kind) {
    case 'post':
    case 'edit':
      return deliverPost(deps, network, all, change);
    case 'narrow':
    case 'delete':
      return deliverLoss(deps, network, all, [change.id as ObjectId], change.at);
    case 'decided':
      return deliverLosses(deps, network, all, change);
    case 'notify':
      return deliverNotice(deps, network, all, change);
    case 'message':
    case 'desk':
      return deliverMessage(deps, network, all, change);
    case 'tokens':
      await closeRevoked(deps, network, all);
      return;
    case 'outbox':
      return;
  }
}

async function deliverPost(
  deps: Given,
  network: NetworkId,
  streams: readonly Subscription[],
  change: Change,
): Promise<void> {
  const at = instantOf(deps);
  const post = change.id as ObjectId;
  const homes = streams.flatMap(({ topic, actor }) => (topic === 'user' && actor !== null ? [actor] : []));
  const where = await whereaboutsOf(deps, network, post, [...new Set(homes)], at);
  if (where === null) return;
  const concerned = streams.filter((stream) => isConcerned(stream, where));
  const viewers = new Set(concerned.map(({ actor }) => actor));
  if (viewers.size === 0) return;
  const [open, views] = await Promise.all([
    closeRevoked(deps, network, concerned),
    viewsFor(deps, network, post, where, viewers, at),
  ]);
  const event = change.kind === 'post' ? 'update' : 'status.update';
  const payload = payloads(deps, event);
  for (const stream of open) {
    const seen = views.get(stream.actor);
    if (seen !== undefined && (stream.topic !== 'user' || seen.atHome)) stream.send(payload(seen));
  }
}

function isConcerned({ topic, actor }: Subscription, { listed, tags, homes }: Whereabouts): boolean {
  if (topic === 'user') return actor !== null && homes.has(actor);
  if (topic === 'public') return listed;
  return topic !== 'notification' && tags.has(topic.slice('hashtag:'.length));
}

/** Most viewers see the same: what is made for one is kept for all whose view says the same. */
function payloads(deps: Given, event: string): (seen: LiveView) => Uint8Array {
  const made = new Map<string, Uint8Array>();
  return ({ view }) => {
    const key = sameFor(view);
    let bytes = made.get(key);
    if (bytes === undefined) {
      bytes = eventBytes(event, JSON.stringify(presentStatus(deps, view)));
      made.set(key, bytes);
    }
    return bytes;
  };
}

/** What differs from viewer to viewer in a view of the same post. */
function sameFor(view: PostView): string {
  const { counts, mine, can, mentions, space, seat, visibility, audience, boosted, on, quoted } = view;
  const own = audience === null ? '' : JSON.stringify(audience);
  const numbers = [counts.favourites, counts.boosts, counts.replies].join(' ');
  const flags = [mine.favourited, mine.boosted, mine.bookmarked, can.reply, can.reshare, can.quote, can.edit];
  const names = mentions.map(({ profile, by }) => [profile.id, ...by].join(',')).join(' ');
  const inner = boosted === null || boosted === 'unseen' ? `${boosted}` : sameFor(boosted);
  const ground = on === 'unseen' ? on : on?.id;
  const quote = quoted === null ? '' : quoted.kind === 'post' ? sameFor(quoted.post) : quoted.resource.id;
  return [
    numbers,
    flags.map(Number).join(''),
    names,
    space?.id,
    visibility,
    own,
    inner,
    ground,
    quoted?.kind,
    quote,
    seat?.person?.id,
  ].join('|');
}

async function deliverLoss(
  deps: Given,
  network: NetworkId,
  streams: readonly Subscription[],
  posts: readonly ObjectId[],
  happened: Instant,
): Promise<void> {
  const watching = streams.filter(({ topic }) => topic !== 'notification');
  const viewers = new Set(watching.map(({ actor }) => actor));
  const at = instantOf(deps);
  const [open, lost] = await Promise.all([
    closeRevoked(deps, network, watching),
    lostSightOf(deps, network, posts, viewers, happened, at),
  ]);
  for (const stream of open) {
    for (const gone of lost.get(stream.actor) ?? []) stream.send(eventBytes('delete', gone));
  }
}

async function deliverLosses(
  deps: Given,
  network: NetworkId,
  streams: readonly Subscription[],
  { at: happened, to }: Change,
): Promise<void> {
  if (to === undefined || streams.length === 0) return;
  const posts = await thingsOfDecision(deps, network, to, happened);
  if (posts.length > 0) await deliverLoss(deps, network, streams, posts, happened);
}

async function deliverNotice(
  deps: Given,
  network: NetworkId,
  streams: readonly Subscription[],
  { id, to }: Change,
): Promise<void> {
  const theirs = streams.filter(
    ({ actor, topic }) => actor === to && (topic === 'user' || topic === 'notification'),
  );
  if (to === undefined || theirs.length === 0) return;
  const at = instantOf(deps);
  const [open, viewer] = await Promise.all([
    closeRevoked(deps, network, theirs),
    loadViewer(deps.store, network, to),
  ]);
  const notice = viewer === null ? null : await noticeOf(deps, viewer, id, at);
  if (notice === null) return;
  const bytes = eventBytes('notification', JSON.stringify(presentNotification(deps, notice)));
  for (const stream of open) stream.send(bytes);
}

/**
 * Tells that there is something in a conversation: which one, and the message's id. What it says is asked for. What a desk
 * keeps of it is told to those alone who come to it with a seat.
 */
async function deliverMessage(
  deps: Given,
  network: NetworkId,
  streams: readonly Subscription[],
  { id, kind }: Change,
): Promise<void> {
  const listening = streams.filter(({ topic, actor }) => topic === 'user' && actor !== null);
  const actors = new Set(listening.flatMap(({ actor }) => actor ?? []));
  if (actors.size === 0) return;
  const [open, heard] = await Promise.all([
    closeRevoked(deps, network, listening),
    hearersOf(deps, network, id as ObjectId, [...actors], instantOf(deps)),
  ]);
  if (heard === null) return;
  const told =
    kind === 'desk'
      ? { event: 'waxseal.desk', data: { conversation: heard.conversation } }
      : { event: 'waxseal.message', data: { conversation: heard.conversation, message: id } };
  const hear = kind === 'desk' ? heard.seated : heard.by;
  const bytes = eventBytes(told.event, JSON.stringify(told.data));
  for (const stream of open) {
    if (stream.actor !== null && hear.has(stream.actor)) stream.send(bytes);
  }
}
