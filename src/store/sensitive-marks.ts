import { setImmediate as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { specialCategoryOf } from '../privacy/special-categories.ts';
import type { Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** Something that people talk about, or in: a hashtag by its folded name without the mark, a space by its id. */
export interface Topic {
  readonly kind: 'tag' | 'space';
  readonly topic: string;
}

/** A topic of what is marked now, on a network: by its administrators or, of a space, by its own. */
const marksOf = (network: NetworkId, kind: Topic['kind'], at: Instant): Sql<unknown> => sql`
  select m.topic from community.sensitive_mark m where m.network_id = ${network} and m.kind = ${kind}
    and m.valid_from <= ${instantValue(at)} and m.valid_until > ${instantValue(at)}`;

/** Hashtags that are marked, of which there are few, as {@link runsOf} has them. */
async function markedTags(
  db: Kysely<Database>,
  network: NetworkId,
  at: Instant,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ topic: string }>`${marksOf(network, 'tag', at)}`.execute(db);
  return new Set(rows.map(({ topic }) => wordsOf(topic).join('')));
}

/**
 * Whether a topic is marked as sensitive on the network now, or is a hashtag whose words tell of what Article 9 GDPR protects. What is
 * so is no condition of an audience and no subject of a count. It doesn't ask whether anybody may see the space.
 */
export async function isSensitiveTopic(
  db: Kysely<Database>,
  network: NetworkId,
  { kind, topic }: Topic,
  at: Instant,
): Promise<boolean> {
  if (kind === 'tag') return hasSensitiveText(db, network, [topic], at);
  const { rows } =
    await sql`select 1 from (${marksOf(network, 'space', at)}) m where m.topic = ${topic} limit 1`.execute(
      db,
    );
  return rows.length > 0;
}

/**
 * Whether a post, a row `alias` of `community.post`, stands in a space or under a hashtag that is marked: what it says is counted and
 * learnt from nowhere, as nobody's who says it is.
 * @param id in which column its id is
 */
export function isUnderMark(network: NetworkId, alias: string, at: Instant, id = 'id'): Sql<boolean> {
  const space = sql.ref(`${alias}.space_id`);
  const [spaces, tags] = [marksOf(network, 'space', at), marksOf(network, 'tag', at)];
  // As sets that are found once: marks are few, and where there is none no post is looked up.
  return sql`((exists (${spaces}) and coalesce(${space}::text in (${spaces}), false))
    or (exists (${tags}) and ${sql.ref(`${alias}.${id}`)} in (select t.post_id from community.post_tag t
      where t.network_id = ${network} and t.tag in (${tags}))))`;
}

/** Whether any of the texts isn't harmless: see {@link harmlessOf}. */
export async function hasSensitiveText(
  db: Kysely<Database>,
  network: NetworkId,
  texts: readonly string[],
  at: Instant,
): Promise<boolean> {
  return (await harmlessOf(db, network, texts, at)).length < texts.length;
}

/**
 * Those of many texts that neither tell of what Article 9 GDPR protects nor have a word, or some that stand together, that are marked
 * as a hashtag when they are run together.
 */
export async function harmlessOf(
  db: Kysely<Database>,
  network: NetworkId,
  texts: readonly string[],
  at: Instant,
): Promise<readonly string[]> {
  const marked = await markedTags(db, network, at);
  const isHarmless = (text: string): boolean =>
    specialCategoryOf(text) === null && (marked.size === 0 || !runsOf(text).some((run) => marked.has(run)));
  const left: string[] = [];
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    if (from > 0) await pause();
    left.push(...texts.slice(from, from + TEXTS_AT_ONCE).filter(isHarmless));
  }
  return left;
}

/** Texts that are looked through before others have their turn: milliseconds of work. */
const TEXTS_AT_ONCE = 500;

/** The words of a text, folded: whatever else stands in a hashtag, such as _, stands between them. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The hashtags that a text would be or have: each word, and each two and more that stand together. */
function runsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.flatMap((_, from) =>
    words.slice(from).map((_, more) => words.slice(from, from + more + 1).join('')),
  );
}
