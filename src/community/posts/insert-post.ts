import { type Kysely, sql } from 'kysely';
import { audienceId } from '../../privacy/audience.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
  type SeatId,
} from '../../privacy/words.ts';
import { CHANNEL, changeText } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { outboxId } from '../../store/outbox.ts';
import { packedPost } from '../../store/packed-facts.ts';
import { PREPARED } from '../../store/prepared.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Consequence } from '../outbox/enqueue.ts';
import type { Reach } from './audience-of-draft.ts';
import { deliveryRows } from './deliver.ts';
import type { Draft } from './draft.ts';
import { liveAudiences } from './live-audiences.ts';
import { postGrant } from './post-grant.ts';

/** A post as it goes into the database. */
export interface NewPost {
  readonly id: ObjectId;
  readonly network: NetworkId;
  readonly author: ActorId;
  readonly draft: Pick<Draft, 'spoiler' | 'sensitive' | 'language' | 'label'> & {
    readonly text: string | null;
  };
  readonly reach: Reach;
  readonly grant: GrantId;
  readonly parent: Candidate | null;
  /** What it repeats. */
  readonly boosted: Candidate | null;
  readonly quoted: ObjectId | null;
  readonly space: ActorId | null;
  /** In which it is said, where the author is an organisation. */
  readonly seat: SeatId | null;
  readonly tags: readonly string[];
  readonly mentioned: readonly ActorId[];
  /** Files of the author's that wait for it. */
  readonly media: readonly string[];
}

/** The posts that something stands within, and the resource that the thread hangs on. */
function placeUnder(above: Candidate | null): {
  readonly within: readonly ObjectId[];
  readonly on: ObjectId | null;
} {
  const around = above === null ? [] : [above.facts.object, ...above.facts.object.within];
  return {
    within: around.filter(({ kind }) => kind === 'post').map(({ id }) => id),
    on: around.find(({ kind }) => kind === 'resource')?.id ?? null,
  };
}

/**
 * Writes a post and all that follows from it, as one statement: the row, its grant, hashtags and mentions, the pointers
 * into feeds, the consequences, and the news of it. Its audience was kept before.
 */
export async function insertPost(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  post: NewPost,
  at: Instant,
): Promise<void> {
  const { network, id, author, parent, boosted, draft, reach } = post;
  const above = parent ?? boosted;
  const { within, on } = placeUnder(above);
  const follows: Consequence = { kind: 'published', post: id };
  const outbox = outboxId({ ids }, follows);
  const now = instantValue(at);
  const forever = instantValue(FOREVER);
  const deliveries = deliveryRows(
    {
      network,
      post: id,
      author,
      audiences: [[reach.audience], ...(above === null ? [] : liveAudiences(above, at))],
      space: post.space,
      answers: parent?.facts.object.owner ?? null,
    },
    at,
  );
  const grant = postGrant(post.grant, reach, at);
  const packed = packedPost({ id, owner: author, label: draft.label, within, on }, grant);
  const news = [
    changeText({ network, kind: 'post', id, at }),
    changeText({ network, kind: 'outbox', id: outbox, at }),
  ];
  await sql`${PREPARED} with
    posted as (
      insert into community.post (network_id, id, author_id, text, spoiler, sensitive, language, label, space_id,
        reply_to, boost_of, on_resource, quote_of, seat_id, listed, within, facts, granted_keys, created_at)
      values (${network}, ${id}, ${author}, ${draft.text}, ${draft.spoiler}, ${draft.sensitive}, ${draft.language},
        ${draft.label}, ${post.space}, ${parent?.id ?? null}, ${boosted?.id ?? null}, ${on}, ${post.quoted},
        ${post.seat}, ${reach.listed},
        ${[...within]}::uuid[], ${packed.facts}, ${[...packed.keys]}::text[], ${now})),
    given as (
      insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, valid_from, valid_until, excluding_since, review_by)
      values (${network}, ${id}, ${post.grant}, 'post', ${author}, ${[...reach.actions]}::text[], 'reading',
        ${audienceId(reach.audience)}, '{}', ${now}, ${forever}, ${now}, ${instantValue(grant.reviewBy)})),
    tagged as (
      insert into community.post_tag (network_id, tag, post_id)
      select ${network}, tag, ${id} from unnest(${[...post.tags]}::text[]) as tag),
    mentioned as (
      insert into community.post_mention (network_id, post_id, actor_id)
      select ${network}, ${id}, actor from unnest(${[...post.mentioned]}::uuid[]) as actor),
    attached as (
      update community.attachment a set post_id = ${id}, place = array_position(${[...post.media]}::uuid[], a.id)
      where a.network_id = ${network} and a.id = any(${[...post.media]}::uuid[]) and a.owner_id = ${author}
        and a.post_id is null and a.message_id is null),
    delivered as (
      insert into community.inbox (network_id, owner_id, post_id, via_key) ${deliveries} on conflict do nothing),
    follows as (
      insert into community.outbox (network_id, id, kind, payload, created_at, due_at)
      values (${network}, ${outbox}, ${follows.kind}, ${JSON.stringify(follows)}, ${now}, ${now}))
    select pg_notify(${CHANNEL}, news) from unnest(${news}::text[]) as news`.execute(db);
}
