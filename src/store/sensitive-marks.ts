import { type Kysely, sql } from 'kysely';
import { specialCategoryOf } from '../privacy/special-categories.ts';
import type { Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';

/** Something that people talk about, or in: a hashtag by its folded name without the mark, a space by its id. */
export interface Topic {
  readonly kind: 'tag' | 'space';
  readonly topic: string;
}

/**
 * Those of the topics that are marked as sensitive on the network now, by its administrators or, of a space, by its own. What is
 * so is no condition of an audience and no subject of a count. It doesn't ask whether anybody may see the space.
 */
async function markedTopics(
  db: Kysely<Database>,
  network: NetworkId,
  topics: readonly Topic[],
  at: Instant,
): Promise<readonly Topic[]> {
  if (topics.length === 0) return [];
  const { rows } = await sql<Topic>`
    select distinct m.kind, m.topic from community.sensitive_mark m
    join unnest(${topics.map(({ kind }) => kind)}::text[], ${topics.map(({ topic }) => topic)}::text[])
      as one (kind, topic) on one.kind = m.kind and one.topic = m.topic
    where m.network_id = ${network} and m.valid_from <= ${instantValue(at)} and m.valid_until > ${instantValue(at)}
    order by 1, 2`.execute(db);
  return rows;
}

/** Whether a topic is marked, or is a hashtag whose words tell of what Article 9 GDPR protects. */
export async function isSensitiveTopic(
  db: Kysely<Database>,
  network: NetworkId,
  topic: Topic,
  at: Instant,
): Promise<boolean> {
  if (topic.kind === 'tag' && specialCategoryOf(topic.topic) !== null) return true;
  return (await markedTopics(db, network, [topic], at)).length > 0;
}

/**
 * Whether any of the texts tells of what Article 9 GDPR protects, or has a word, or is one when its words are run together, that
 * is marked as a hashtag.
 */
export async function hasSensitiveText(
  db: Kysely<Database>,
  network: NetworkId,
  texts: readonly string[],
  at: Instant,
): Promise<boolean> {
  if (texts.some((text) => specialCategoryOf(text) !== null)) return true;
  const topics = texts.flatMap(tagsSaid).map((topic): Topic => ({ kind: 'tag', topic }));
  return (await markedTopics(db, network, topics, at)).length > 0;
}

/** Those of many words, or hashtags with their #, of which that isn't so. */
export async function harmlessOf(
  db: Kysely<Database>,
  network: NetworkId,
  words: readonly string[],
  at: Instant,
): Promise<readonly string[]> {
  const left = words.filter((word) => specialCategoryOf(word) === null);
  const topics = left.flatMap(tagsSaid).map((topic): Topic => ({ kind: 'tag', topic }));
  const marked = new Set((await markedTopics(db, network, topics, at)).map(({ topic }) => topic));
  return marked.size === 0 ? left : left.filter((word) => !tagsSaid(word).some((tag) => marked.has(tag)));
}

/** The hashtags that a text would be or have, folded: each word, and all of them together. */
const tagsSaid = (text: string): readonly string[] => {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  return [...new Set([...words, words.join('')])];
};
