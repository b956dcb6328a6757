import { type Audience, EVERYONE } from '../../privacy/audience.ts';
import { about, decide } from '../../privacy/decide.ts';
import type { Facts, ObjectFacts } from '../../privacy/facts.ts';
import type { Action, ActorId, Instant, ObjectId, ObjectKind } from '../../privacy/words.ts';
import type { Candidate } from '../../store/facts.ts';
import { KnownObjects, tiesByMember, withTies } from '../../store/facts-json.ts';
import type { Profile } from '../actors/load-profiles.ts';
import type { Visibility } from './draft.ts';
import { type Details, type FollowUpJson, MOST_FOLLOW_UPS, type PostJson } from './load-details.ts';
import type { PostView } from './view.ts';

/** Details made ready to be asked, once for all viewers. */
export class PostDetails {
  readonly #known: KnownObjects;
  readonly #ties: ReturnType<typeof tiesByMember>;
  readonly #posts: ReadonlyMap<ObjectId, PostJson>;
  readonly #profiles: ReadonlyMap<ActorId, Profile>;
  readonly #followUps: ReadonlyMap<ObjectId, readonly FollowUpJson[]>;
  readonly #mine: ReadonlySet<string>;
  readonly #hiddenLikes: ReadonlyMap<string, number>;

  constructor(details: Details) {
    this.#known = new KnownObjects(details);
    this.#ties = tiesByMember(details.ties);
    this.#posts = new Map((details.posts ?? []).map((post) => [post.id, post]));
    this.#profiles = new Map((details.profiles ?? []).map((profile) => [profile.id, profile]));
    this.#followUps = Map.groupBy(details.follow_ups ?? [], ([of]) => of);
    this.#mine = new Set((details.mine ?? []).map(([viewer, kind, post]) => viewer + kind + post));
    this.#hiddenLikes = new Map(
      (details.hidden_likes ?? []).map(([viewer, post, count]) => [viewer + post, count]),
    );
  }

  /** Posts with more replies or boosts than were looked at. */
  get overlong(): ObjectId[] {
    return [...this.#followUps].flatMap(([post, found]) =>
      ['r', 'b'].some((kind) => found.filter((one) => one[1] === kind).length > MOST_FOLLOW_UPS)
        ? [post]
        : [],
    );
  }

  /**
   * A post as its viewer sees it. That they may see it was decided over the same facts.
   * @param counted counts of posts that are {@link overlong}
   */
  view({ facts }: Pick<Candidate, 'facts'>, at: Instant, counted?: CountedApart): PostView | null {
    const { object } = facts;
    const post = this.#posts.get(object.id);
    const author = this.#profiles.get(object.owner);
    if (post === undefined || author === undefined) return null;
    const mine = facts.viewer.actor;
    const own = mine !== null && mine === object.owner;
    const known: Facts = {
      ...facts,
      viewer: {
        ...facts.viewer,
        ties: withTies(facts.viewer.ties, mine === null ? undefined : this.#ties.get(mine)),
      },
    };
    const boosted = post.boostOf === null ? null : this.#boosted(facts, at, counted);
    const may = (action: Action): boolean => decide({ action, purpose: 'reading', at }, facts).allowed;
    const seen = this.#seenFollowUps(known, at);
    const has = (kind: string): boolean => mine !== null && this.#mine.has(mine + kind + object.id);
    const [answered] = object.within;
    return {
      id: post.id,
      author,
      text: post.text ?? '',
      spoiler: post.spoiler,
      sensitive: post.sensitive,
      language: post.language,
      label: object.label,
      space: post.space === null ? null : this.#actor(known, post.space, at),
      replyTo:
        post.replyTo === null || answered === undefined ? null : { id: post.replyTo, author: answered.owner },
      boosted,
      createdAt: post.createdAt,
      editedAt: post.editedAt,
      visibility: visibilityOf(object, own, at),
      counts: {
        favourites: post.favourites - (this.#hiddenLikes.get(`${mine}${post.id}`) ?? 0),
        boosts: counted?.get(`${post.id}b`) ?? seen.filter((one) => one[1] === 'b').length,
        replies: counted?.get(`${post.id}r`) ?? seen.filter((one) => one[1] === 'r').length,
      },
      mine: {
        favourited: has('f'),
        bookmarked: has('b'),
        boosted: mine !== null && seen.some(([, kind, , by]) => kind === 'b' && by === mine),
      },
      mentions: (post.mentions ?? [])
        .map((id) => this.#actor(known, id, at))
        .filter((profile) => profile !== null),
      tags: post.tags ?? [],
      can: { reply: may('reply'), reshare: may('reshare'), quote: may('quote'), edit: own },
      audience: own ? audienceOf(object, at) : null,
    };
  }

  /** What a boost repeats: the first that it is within. */
  #boosted(facts: Facts, at: Instant, counted?: CountedApart): PostView | 'unseen' {
    const [original, ...above] = facts.object.within;
    if (original === undefined) return 'unseen';
    const repeated = { ...original, within: above };
    if (!this.#sees(facts, repeated, at)) return 'unseen';
    return this.view({ facts: about(facts, repeated) }, at, counted) ?? 'unseen';
  }

  #seenFollowUps(facts: Facts, at: Instant): FollowUpJson[] {
    const found = this.#followUps.get(facts.object.id);
    if (found === undefined) return [];
    const within = [facts.object, ...facts.object.within];
    return found.filter(([, , id, owner, label]) =>
      this.#sees(facts, this.#known.object('post', { id, owner, label }, within), at),
    );
  }

  /** An actor whose presence the viewer may see. */
  #actor(facts: Facts, id: ActorId, at: Instant): Profile | null {
    const presence = this.#presence(id);
    return this.#sees(facts, presence, at) ? (this.#profiles.get(id) ?? null) : null;
  }

  #presence(id: ActorId): ObjectFacts {
    const kind: ObjectKind = 'presence';
    return this.#known.object(kind, { id: id as string as ObjectId, owner: id, label: 'public' }, []);
  }

  #sees(facts: Facts, object: ObjectFacts, at: Instant): boolean {
    return decide({ action: 'see', purpose: 'reading', at }, about(facts, object)).allowed;
  }
}

/** Visible boosts and replies, by the post's id and `b` or `r`. */
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
