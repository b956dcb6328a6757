import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, Label, NetworkId, ObjectId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { LETS_SCORE, tryToScore } from '../../store/post-scores.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { APART, type Sql } from '../../store/visibility/sql.ts';

/** Posts that are scored in one transaction: so many texts are in memory at a time, and so long their authors' changes wait. */
const POSTS_AT_ONCE = 1000;
/** Notes of what is due that are worked off in one. */
const NOTES_AT_ONCE = 500;
/** Authors who were changing something are looked at again after that. */
const AGAIN_MS = 5000;

/** A post, or all of an author's, where the id is theirs. */
interface Note {
  readonly author: ActorId;
  readonly post: ObjectId;
}

interface Unscored {
  /** Which of the notes it is of, from nought on. */
  readonly note: number;
  readonly grant: GrantId;
  readonly post: ObjectId;
  readonly author: ActorId;
  readonly said: Instant;
  readonly text: string;
  readonly label: Label;
  readonly within: readonly ObjectId[];
  readonly on: ObjectId | null;
  readonly space: ActorId | null;
}

/** How far an author's posts have been gone through, who has more than are scored at once. */
interface Walked {
  readonly author: ActorId;
  /** All before this one have their scores. */
  readonly from: ObjectId;
  /** When it was begun: of grants that began since then it has passed posts over. */
  readonly since: Instant;
}

/**
 * Scores what is due, in every network, a batch after the other, until nothing is: posts of authors who let an organisation
 * know how they sound, by each grant that lets it. While it scores an author's, no change of theirs is over: a grant that ends and
 * a post that changes meanwhile wait for it, and then remove it; whose change isn't over it leaves for later.
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
    let next: Batch = { more: true, walked: null };
    while (!stopped() && next.more) {
      next = await scoreBatch(store.community, network, next.walked, instantOf({ clock }));
    }
  }
}

interface Batch {
  /** Whether there may be more that is due. */
  readonly more: boolean;
  readonly walked: Walked | null;
}

function scoreBatch(
  db: Kysely<Database>,
  network: NetworkId,
  walked: Walked | null,
  at: Instant,
): Promise<Batch> {
  return db.transaction().execute(async (trx) => {
    const { rows: due } = await sql<Note>`
      select author_id as author, post_id as post from community.score_due
      where network_id = ${network} and due_at <= ${instantValue(at)}
      order by due_at, author_id, post_id limit ${NOTES_AT_ONCE} for update skip locked`.execute(trx);
    if (due.length === 0) return { more: false, walked: null };
    const free = await tryToScore(trx, network, new Set(due.map(({ author }) => author)));
    const [notes, others] = [
      due.filter(({ author }) => free.has(author)),
      due.filter(({ author }) => !free.has(author)),
    ];
    const unscored = await find(trx, network, notes, walked, at);
    await insert(trx, network, unscored, at);
    // Of the last it isn't known whether there is more.
    const last = unscored.length < POSTS_AT_ONCE ? undefined : unscored.at(-1);
    const over = last === undefined ? notes : notes.slice(0, last.note);
    const begun = (author: ActorId): Instant => (author === walked?.author ? walked.since : at);
    await close(
      trx,
      network,
      over.map((note) => ({ ...note, since: begun(note.author) })),
    );
    await putOff(trx, network, others, at + AGAIN_MS);
    return {
      more: last !== undefined || due.length === NOTES_AT_ONCE,
      walked: last === undefined ? null : { author: last.author, from: last.post, since: begun(last.author) },
    };
  });
}

const [FIRST, LAST] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** What is given over something, looked up by it: there is an index of what is given for the purpose, which the database would go through. */
const grantsOf = (network: NetworkId, object: Sql<unknown>): Sql<unknown> =>
  sql`(select * from community."grant" g where g.network_id = ${network} and g.object_id = ${object} ${APART})`;

/** What these notes are about and has no score yet, by which grant: note by note, and post by post. */
async function find(
  trx: Kysely<Database>,
  network: NetworkId,
  notes: readonly Note[],
  walked: Walked | null,
  at: Instant,
): Promise<readonly Unscored[]> {
  const isAll = ({ author, post }: Note): boolean => (author as string) === (post as string);
  const from = (note: Note): string =>
    isAll(note) ? (note.author === walked?.author ? walked.from : FIRST) : note.post;
  const { rows } = await sql<Unscored>`
    select (d.n - 1)::int as note, g.id as grant, p.id as post, d.author_id as author, p.created_at as said, p.text,
      p.label, p.within, p.on_resource as "on", p.space_id as space
    from unnest(${notes.map(({ author }) => author)}::uuid[], ${notes.map(from)}::uuid[],
      ${notes.map((note) => (isAll(note) ? LAST : note.post))}::uuid[]) with ordinality as d (author_id, first, last, n)
    cross join lateral (
      select g.id from ${grantsOf(network, sql`d.author_id`)} g
      where ${LETS_SCORE} and g.valid_from <= ${instantValue(at)} and g.valid_until > ${instantValue(at)}
        and exists (select 1 from community.actor a
          where a.network_id = ${network} and a.id = d.author_id and a.kind = 'persona' ${APART})
      ${APART}) g
    cross join lateral (
      select p.id, p.created_at, p.label, p.within, p.on_resource, p.space_id,
        case when p.spoiler = '' then p.text else p.spoiler || e'\n\n' || p.text end as text
      from community.post p
      where p.network_id = ${network} and p.author_id = d.author_id and p.id between d.first and d.last
        and p.deleted_at is null and p.boost_of is null and p.text is not null
        and not exists (select 1 from community.post_score s
          where s.network_id = ${network} and s.grant_id = g.id and s.post_id = p.id ${APART})
      order by p.id limit ${POSTS_AT_ONCE}) p
    order by d.n, p.id, g.id limit ${POSTS_AT_ONCE}`.execute(trx);
  return rows;
}

async function insert(
  trx: Kysely<Database>,
  network: NetworkId,
  unscored: readonly Unscored[],
  at: Instant,
): Promise<void> {
  if (unscored.length === 0) return;
  // Its tables take memory: only where something is to be scored.
  const { sentimentOf } = await import('../sentiment/sentiment.ts');
  const scores = unscored.map(({ text }) => {
    const score = sentimentOf(text);
    return score === null ? null : Math.round(100 * score);
  });
  await sql`
    insert into community.post_score (network_id, grant_id, post_id, author_id, said_at, score, scored_at, label, within,
      on_resource, space_id)
    select ${network}::uuid, n.grant_id, n.post_id, n.author_id, n.said_at, n.score, ${instantValue(at)}, n.label,
      n.within::uuid[], n.on_resource, n.space_id
    from unnest(${unscored.map(({ grant }) => grant)}::uuid[], ${unscored.map(({ post }) => post)}::uuid[],
      ${unscored.map(({ author }) => author)}::uuid[], ${unscored.map(({ said }) => timestamp(said))}::timestamptz[],
      ${scores}::smallint[], ${unscored.map(({ label }) => label)}::text[],
      ${unscored.map(({ within }) => `{${within.join()}}`)}::text[],
      ${unscored.map(({ on }) => on)}::uuid[], ${unscored.map(({ space }) => space)}::uuid[])
      as n (grant_id, post_id, author_id, said_at, score, label, within, on_resource, space_id)
    on conflict do nothing`.execute(trx);
}

/** What these notes are about has its scores; what a grant lets that is yet to begin is due then. */
async function close(
  trx: Kysely<Database>,
  network: NetworkId,
  notes: readonly (Note & { readonly since: Instant })[],
): Promise<void> {
  if (notes.length === 0) return;
  await sql`
    with over as (
      select * from unnest(${notes.map(({ author }) => author)}::uuid[], ${notes.map(({ post }) => post)}::uuid[],
        ${notes.map(({ since }) => timestamp(since))}::timestamptz[]) as n (author_id, post_id, since)),
    later as materialized (
      select over.author_id, over.post_id, g.due_at from over
      cross join lateral (
        select min(g.valid_from) as due_at from ${grantsOf(network, sql`over.author_id`)} g
        where ${LETS_SCORE} and g.valid_from > over.since and g.valid_until > g.valid_from) g
      where over.post_id = over.author_id and g.due_at is not null),
    put_off as (
      update community.score_due d set due_at = l.due_at from later l
      where d.network_id = ${network} and d.author_id = l.author_id and d.post_id = l.post_id)
    delete from community.score_due d using over
    where d.network_id = ${network} and d.author_id = over.author_id and d.post_id = over.post_id
      and not exists (select 1 from later l where l.author_id = d.author_id and l.post_id = d.post_id)`.execute(
    trx,
  );
}

async function putOff(
  trx: Kysely<Database>,
  network: NetworkId,
  notes: readonly Note[],
  until: Instant,
): Promise<void> {
  if (notes.length === 0) return;
  await sql`update community.score_due d set due_at = ${timestamp(until)}::timestamptz
    from unnest(${notes.map(({ author }) => author)}::uuid[], ${notes.map(({ post }) => post)}::uuid[]) as n (author_id, post_id)
    where d.network_id = ${network} and d.author_id = n.author_id and d.post_id = n.post_id`.execute(trx);
}
