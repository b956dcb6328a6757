import { type Audience, EVERYONE } from '../../privacy/audience.ts';
import { about, decide } from '../../privacy/decide.ts';
import type { Facts, ObjectFacts } from '../../privacy/facts.ts';
import type { Action, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Candidate } from '../../store/facts.ts';
import { type KnownFacts, withTies } from '../../store/read-facts.ts';
import { lastMomentOf } from '../actors/former-handles.ts';
import type { Profile } from '../actors/load-profiles.ts';
import type { ResourceCard } from '../resources/resource-cards.ts';
import type { Visibility } from './draft.ts';
import {
  type AttachedTo,
  type Details,
  type FollowUp,
  type FormerHandle,
  MOST_FOLLOW_UPS,
  type PostJson,
  type SeatLine,
} from './load-details.ts';
import { handlesIn, marksIn } from './marks.ts';
import type { Mentioned, PostView, QuotedViews } from './view.ts';

/** Details made ready to be asked, once for all viewers. */
export class PostDetails {
  readonly #network: NetworkId;
  readonly #side: ReadonlyMap<string, ObjectFacts>;
  readonly #ties: KnownFacts['ties'];
  readonly #posts: ReadonlyMap<ObjectId, PostJson>;
  readonly #profiles: ReadonlyMap<string, Profile>;
  readonly #followUps: ReadonlyMap<ObjectId, readonly FollowUp[]>;
  readonly #attachments: ReadonlyMap<ObjectId, readonly AttachedTo[]>;
  readonly #resources: ReadonlyMap<ObjectId, ResourceCard>;
  readonly #seats: ReadonlyMap<string, SeatLine>;
  readonly #tags: ReadonlyMap<string, string[]>;
  readonly #mentions: ReadonlyMap<string, string[]>;
  readonly #formerHandles: ReadonlyMap<string, readonly FormerHandle[]>;
  readonly #mine: ReadonlySet<string>;
  /** What they quote. */
  readonly quotes: readonly ObjectId[];
  /** Posts of which not all replies, boosts or likes were looked at. */
  readonly overlong: readonly ObjectId[];

  constructor(details: Details) {
    const { posts, followUps } = details;
    this.#network = details.network;
    this.#side = new Map(details.known.objects.map(({ facts }) => [`${facts.kind} ${facts.id}`, facts]));
    this.#ties = details.known.ties;
    this.#posts = new Map(posts.map((post) => [post.id, post]));
    this.#profiles = new Map(details.profiles.map((profile) => [profile.id, profile]));
    this.#followUps = Map.groupBy(followUps, ({ of }) => of);
    this.#attachments = Map.groupBy(details.attachments, ({ post }) => post);
    this.#resources = new Map(details.resources.map((card) => [card.id, card]));
    this.quotes = [...new Set(posts.flatMap((post) => post.quote_of ?? []))];
    this.#seats = new Map(details.seats.map((seat) => [seat.post, seat]));
    this.#tags = listsBy(details.tags);
    this.#mentions = listsBy(details.mentions);
    this.#formerHandles = Map.groupBy(details.formerHandles, ({ actor }) => actor);
    this.#mine = new Set(details.mine.map(([viewer, kind, post]) => viewer + kind + post));
    const isCut = (kind: FollowUp['kind']): boolean =>
      followUps.length > MOST_FOLLOW_UPS &&
      followUps.filter((one) => one.kind === kind).length > MOST_FOLLOW_UPS;
    this.overlong = isCut('r') || isCut('b') || isCut('f') ? posts.map(({ id }) => id) : [];
  }

  /**
   * A post as its viewer sees it. That they may see it was decided over the facts that are given.
   * @param counted counts of posts that are {@link overlong}
   * @param quoted what is known of {@link quotes}, as this viewer sees it
   */
  view(
    { facts }: Pick<Candidate, 'facts'>,
    at: Instant,
    { counted, quoted = NO_QUOTES }: { readonly counted?: CountedApart; readonly quoted?: QuotedViews } = {},
  ): PostView | null {
    const { object } = facts;
    const post = this.#posts.get(object.id);
    if (post === undefined) return null;
    const mine = facts.viewer.actor;
    const own = mine !== null && mine === object.owner;
    const known: Facts = {
      ...facts,
      viewer: {
        ...facts.viewer,
        ties: withTies(facts.viewer.ties, mine === null ? undefined : this.#ties.get(mine)),
      },
    };
    const on = this.#ground(facts, at);
    const passesOn = post.boost_of !== null && object.within[0]?.kind === 'resource';
    const boosted =
      post.boost_of === null || passesOn
        ? null
        : this.#boosted(facts, at, { ...(counted === undefined ? {} : { counted }), quoted });
    const may = (action: Action): boolean => decide({ action, purpose: 'reading', at }, facts).allowed;
    const seen = this.#seenFollowUps(known, at);
    const count = (kind: FollowUp['kind']): number =>
      counted?.get(post.id + kind) ?? seen.filter((one) => one.kind === kind).length;
    const has = (kind: string): boolean => mine !== null && this.#mine.has(mine + kind + object.id);
    const [answered] = object.within;
    return {
      id: post.id,
      author: post.author,
      text: post.text ?? '',
      spoiler: post.spoiler,
      sensitive: post.sensitive,
      language: post.language,
      label: object.label,
      space: post.space === null ? null : this.#actor(known, post.space, at),
      seat: this.#seat(known, post.id, at),
      replyTo:
        post.reply_to === null || answered?.kind !== 'post'
          ? null
          : { id: post.reply_to, author: answered.owner },
      boosted,
      on,
      passesOn,
      quoted: post.quote_of === null ? null : (quoted.get(post.quote_of) ?? null),
      createdAt: post.created_at,
      editedAt: post.edited_at,
      visibility: visibilityOf(object, own, at),
      counts: { favourites: count('f'), boosts: count('b'), replies: count('r') },
      mine: {
        favourited: has('f'),
        bookmarked: has('b'),
        boosted: has('r'),
      },
      mentions: (this.#mentions.get(post.id) ?? []).flatMap(
        (id) => this.#mentioned(known, id, post.text ?? '', at) ?? [],
      ),
      tags: this.#tags.get(post.id) ?? [],
      attachments: (this.#attachments.get(post.id) ?? []).toSorted((a, b) => a.place - b.place),
      shownTo: { network: this.#network, viewer: mine, at },
      can: {
        reply: may('reply'),
        reshare: may('reshare'),
        quote: may('quote'),
        download: may('download'),
        edit: own,
      },
      audience: own ? audienceOf(object, at) : null,
    };
  }

  /** What a boost repeats: the first that it is within. */
  #boosted(
    facts: Facts,
    at: Instant,
    more: { readonly counted?: CountedApart; readonly quoted: QuotedViews },
  ): PostView | 'unseen' {
    const [original, ...above] = facts.object.within;
    if (original === undefined) return 'unseen';
    const repeated = { ...original, within: above };
    if (!this.#sees(facts, repeated, at)) return 'unseen';
    return this.view({ facts: about(facts, repeated) }, at, more) ?? 'unseen';
  }

  /** The resource that the thread hangs on. */
  #ground(facts: Facts, at: Instant): ResourceCard | 'unseen' | null {
    const { within } = facts.object;
    const first = within.findIndex(({ kind }) => kind === 'resource');
    const resource = within[first];
    if (resource === undefined) return null;
    const card = this.#resources.get(resource.id);
    const folders = within.slice(first + 1);
    return card !== undefined && this.#sees(facts, { ...resource, within: folders }, at) ? card : 'unseen';
  }

  #seenFollowUps(facts: Facts, at: Instant): readonly FollowUp[] {
    const found = this.#followUps.get(facts.object.id);
    if (found === undefined) return [];
    const within = [facts.object, ...facts.object.within];
    return found.filter(({ kind, id }) => {
      const side = this.#side.get(`${kind === 'f' ? 'presence' : 'post'} ${id}`);
      if (side === undefined) return false;
      return this.#sees(facts, kind === 'f' ? side : { ...side, within }, at);
    });
  }

  /** An actor whose presence the viewer may see. */
  #actor(facts: Facts, id: string, at: Instant): Profile | null {
    const presence = this.#side.get(`presence ${id}`);
    if (presence === undefined || !this.#sees(facts, presence, at)) return null;
    return this.#profiles.get(id) ?? null;
  }

  #seat(facts: Facts, post: ObjectId, at: Instant): PostView['seat'] {
    const seat = this.#seats.get(post);
    if (seat === undefined) return null;
    const { name, number, person } = seat;
    return { name, number, person: person === null ? null : this.#actor(facts, person, at) };
  }

  /**
   * Somebody mentioned whose presence the viewer may see; where the text has only a handle that they gave up, it leads
   * whoever might see them right before that.
   */
  #mentioned(facts: Facts, id: string, text: string, at: Instant): Mentioned | null {
    const profile = this.#actor(facts, id, at);
    if (profile === null) return null;
    const current = profile.handle.toLowerCase();
    const former = this.#formerHandles.get(id);
    if (former === undefined) return { profile, by: [current] };
    const led = former.filter(({ until }) => this.#actor(facts, id, lastMomentOf(until)) !== null);
    const known = new Set([current, ...led.map(({ handle }) => handle)]);
    const by = handlesIn(marksIn(text), profile.network).filter((handle) => known.has(handle));
    return by.length === 0 ? null : { profile, by };
  }

  #sees(facts: Facts, object: ObjectFacts, at: Instant): boolean {
    return decide({ action: 'see', purpose: 'reading', at }, about(facts, object)).allowed;
  }
}

const NO_QUOTES: QuotedViews = new Map();

/** Tags and mentions of each post, in one order whatever the database's. */
function listsBy(pairs: readonly (readonly [post: string, item: string])[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [post, item] of pairs) {
    const list = lists.get(post);
    if (list === undefined) lists.set(post, [item]);
    else list.push(item);
  }
  for (const list of lists.values()) if (list.length > 1) list.sort();
  return lists;
}

/** Visible boosts, replies and likes, by the post's id and `b`, `r` or `f`. */
export type CountedApart = ReadonlyMap<string, number>;

/** Whom the live grants to see it are for: the first, which is the one that its author gave. */
function audienceOf(object: ObjectFacts, at: Instant): Audience | null {
  return seeGrants(object, at)[0]?.audience ?? null;
}

/** Oldest first, whatever order the database gives them in. */
const seeGrants = (object: ObjectFacts, at: Instant) =>
  object.grants
    .filter(
      (grant) =>
        grant.from <= at && at < grant.until && grant.purpose === 'reading' && grant.actions.includes('see'),
    )
    .sort((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1));

/** Everything that isn't for everybody looks the same to others than the author, whomever it is for. */
function visibilityOf(object: ObjectFacts, own: boolean, at: Instant): Visibility {
  const grants = seeGrants(object, at);
  const open = grants.filter(({ audience }) => audience.any.some((term) => term[0] === EVERYONE));
  if (open.length > 0) {
    return open.some(({ actions }) => actions.includes('reshare')) ? 'public' : 'unlisted';
  }
  const terms = grants.flatMap(({ audience }) => audience.any);
  const direct = terms.every((term) => term.length === 1 && term[0]?.startsWith('persona:'));
  return own && direct ? 'direct' : 'private';
}
