import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { LETS_SCORE } from '../../store/post-scores.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** Posts that are scored in one transaction: so many texts are in memory at a time, and so long others wait for what is locked. */
const POSTS_AT_ONCE = 1000;
/** Notes of what is due that are worked off in one. */
const NOTES_AT_ONCE = 100;
/** What somebody else was changing is looked at again after that. */
const AGAIN_MS = 5000;

interface Unscored {
  readonly grant: GrantId;
  readonly post: ObjectId;
  readonly author: ActorId;
  readonly said: Instant;
  readonly text: string;
}

/**
 * Scores what is due, in every network, a batch after the other, until nothing is: posts of authors who let an organisation
 * know how they sound, by each grant that lets it. What it reads it holds until it is written, so that a grant that ends and
 * a post that changes meanwhile wait for it, and then remove it; whatever they hold it leaves for later.
 * @param stopped asked between batches
 */
export async function scoreDue(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  stopped: () => boolean = () => false,
): Promise<void> {
  const { rows } = await sql<{ network: NetworkId }>`
    select distinct network_id as network from community.score_due where due_at <= ${instantValue(instantOf({ clock }))}`.execute(
    store.community,
  );
  for (const { network } of rows) {
    while (!stopped() && (await scoreBatch(store.community, network, instantOf({ clock })))) {
      // Until there is no more.
    }
  }
}

/** @returns whether there may be more */
function scoreBatch(db: Kysely<Database>, network: NetworkId, at: Instant): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows: notes } = await sql<{ author: ActorId; post: ObjectId }>`
      select author_id as author, post_id as post from community.score_due
      where network_id = ${network} and due_at <= ${instantValue(at)}
      order by due_at, author_id, post_id limit ${NOTES_AT_ONCE} for update skip locked`.execute(trx);
    if (notes.length === 0) return false;
    const authors = notes.map(({ author }) => author);
    const posts = notes.map(({ post }) => post);
    const due = await unscored(trx, network, authors, posts, at);
    const held = await hold(trx, network, due, at);
    await insert(trx, network, held, at);
    if (due.length === POSTS_AT_ONCE && held.length > 0) return true;
    // Nothing that was passed over is forgotten, nor what a grant lets that is yet to begin.
    const passed = due.length - held.length > 0;
    const next = passed
      ? sql`${timestamp(at + AGAIN_MS)}::timestamptz`
      : sql`(select min(g.valid_from) from community."grant" g where g.network_id = ${network}
          and g.object_id = d.author_id and d.post_id = d.author_id and ${LETS_SCORE}
          and g.valid_from > ${instantValue(at)} and g.valid_until > g.valid_from)`;
    const mine = sql`d.network_id = ${network} and (d.author_id, d.post_id) in (
      select * from unnest(${authors}::uuid[], ${posts}::uuid[]))`;
    await sql`update community.score_due d set due_at = coalesce(${next}, '-infinity') where ${mine}`.execute(
      trx,
    );
    await sql`delete from community.score_due d where ${mine} and d.due_at = '-infinity'`.execute(trx);
    return notes.length === NOTES_AT_ONCE;
  });
}

/** What these notes are about and has no score yet, by which grant: without the words. */
async function unscored(
  trx: Kysely<Database>,
  network: NetworkId,
  authors: readonly ActorId[],
  posts: readonly ObjectId[],
  at: Instant,
): Promise<readonly Pick<Unscored, 'grant' | 'post'>[]> {
  const notes = sql`unnest(${[...authors]}::uuid[], ${[...posts]}::uuid[]) as d (author_id, post_id)`;
  const { rows } = await sql<Pick<Unscored, 'grant' | 'post'>>`
    select g.id as grant, p.id as post
    from (
      select p.id, p.author_id from ${notes} join community.post p
        on p.network_id = ${network} and p.author_id = d.author_id and d.post_id = d.author_id
        where ${IS_SAID}
      union
      select p.id, p.author_id from ${notes} join community.post p
        on p.network_id = ${network} and p.id = d.post_id and p.author_id = d.author_id
        where ${IS_SAID}) p
    join community.actor a on a.network_id = ${network} and a.id = p.author_id and a.kind = 'persona'
    join community."grant" g on g.network_id = ${network} and g.object_id = p.author_id and ${LETS_SCORE}
      and g.valid_from <= ${instantValue(at)} and g.valid_until > ${instantValue(at)}
    where not exists (select 1 from community.post_score s
      where s.network_id = ${network} and s.grant_id = g.id and s.post_id = p.id)
    order by p.id, g.id limit ${POSTS_AT_ONCE}`.execute(trx);
  return rows;
}

const IS_SAID = sql`p.deleted_at is null and p.boost_of is null and p.text is not null`;

/** The words of those that nobody else is changing, which nobody changes until the transaction is over. */
async function hold(
  trx: Kysely<Database>,
  network: NetworkId,
  due: readonly Pick<Unscored, 'grant' | 'post'>[],
  at: Instant,
): Promise<readonly Unscored[]> {
  if (due.length === 0) return [];
  const { rows } = await sql<Unscored>`
    select g.id as grant, p.id as post, p.author_id as author, p.created_at as said,
      case when p.spoiler = '' then p.text else p.spoiler || e'\n\n' || p.text end as text
    from unnest(${due.map(({ grant }) => grant)}::uuid[], ${due.map(({ post }) => post)}::uuid[]) as d (grant_id, post_id)
    join community.post p on p.network_id = ${network} and p.id = d.post_id and ${IS_SAID}
    join community."grant" g on g.network_id = ${network} and g.object_id = p.author_id and g.id = d.grant_id
      and ${LETS_SCORE} and g.valid_until > ${instantValue(at)}
    order by p.id, g.id
    for share of p, g skip locked`.execute(trx);
  return rows;
}

async function insert(
  trx: Kysely<Database>,
  network: NetworkId,
  held: readonly Unscored[],
  at: Instant,
): Promise<void> {
  if (held.length === 0) return;
  // Its tables take memory: only where something is to be scored.
  const { sentimentOf } = await import('../sentiment/sentiment.ts');
  const scores = held.map(({ text }) => {
    const score = sentimentOf(text);
    return score === null ? null : Math.round(100 * score);
  });
  await sql`
    insert into community.post_score (network_id, grant_id, post_id, author_id, said_at, score, scored_at)
    select ${network}::uuid, n.grant_id, n.post_id, n.author_id, n.said_at, n.score, ${instantValue(at)}
    from unnest(${held.map(({ grant }) => grant)}::uuid[], ${held.map(({ post }) => post)}::uuid[],
      ${held.map(({ author }) => author)}::uuid[], ${held.map(({ said }) => timestamp(said))}::timestamptz[],
      ${scores}::smallint[]) as n (grant_id, post_id, author_id, said_at, score)
    on conflict do nothing`.execute(trx);
}
