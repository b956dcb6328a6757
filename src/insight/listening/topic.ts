import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { inOneOrder } from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { hasSensitiveText, isSensitiveTopic } from '../../store/sensitive-marks.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { comparesSensitiveWords } from '../audiences/sensitive-values.ts';

/** What posts are about: any of these. Hashtags are folded, as they are kept. */
export interface Terms {
  readonly hashtags: readonly string[];
  readonly phrases: readonly string[];
}

/** What is listened to: everything, one space, or any of some terms. */
export type Topic =
  | { readonly kind: 'everything' }
  | { readonly kind: 'space'; readonly space: ActorId }
  | ({ readonly kind: 'terms' } & Terms);

/** A topic in its one form: whatever is found by it is found by no other. Phrases are the words that are looked for. */
export type Sought = readonly (readonly [kind: 'hashtag' | 'phrase' | 'space', is: string])[];

/**
 * Puts a topic in its one form: terms in one order, each once, and of phrases only their words, in which neither capitals nor
 * signs count, without such as have another one of them within. Nothing in particular is everything. What is marked as sensitive, or tells of what Article 9 GDPR protects, is no topic.
 */
export async function soughtBy(
  db: Kysely<Database>,
  network: NetworkId,
  topic: Topic,
  at: Instant,
): Promise<Result<Sought>> {
  if (await isSensitive(db, network, topic, at)) return comparesSensitiveWords;
  if (topic.kind === 'everything') return ok([]);
  if (topic.kind === 'space') return ok([['space', topic.space]]);
  const phrases: string[] = [];
  for (const phrase of topic.phrases) {
    const { rows } = await sql<{ words: string }>`
      select phraseto_tsquery('simple', ${phrase.normalize('NFC')})::text as words`.execute(db);
    const words = rows[0]?.words ?? '';
    if (words === '') {
      return refuse({ kind: 'invalid', field: 'phrases', says: `has no word to look for: ${phrase}` });
    }
    phrases.push(words);
  }
  const tags = inOneOrder(topic.hashtags).map((tag) => ['hashtag', tag] as const);
  const sought = [...tags, ...widest(phrases).map((words) => ['phrase', words] as const)];
  return sought.length > 0
    ? ok(sought)
    : refuse({ kind: 'invalid', field: 'topic', says: 'name a hashtag or a phrase' });
}

/** Phrases in one order, each once; whatever has a longer one has the shorter one within it, too. */
function widest(phrases: readonly string[]): readonly string[] {
  const runs = [...new Set(phrases)].sort().map((phrase) => phrase.split(' <-> '));
  return runs
    .filter((one) => !runs.some((other) => other !== one && hasRun(one, other)))
    .map((run) => run.join(' <-> '));
}

const hasRun = (words: readonly string[], run: readonly string[]): boolean =>
  words.some((_, from) => run.every((word, n) => words[from + n] === word));

async function isSensitive(
  db: Kysely<Database>,
  network: NetworkId,
  topic: Topic,
  at: Instant,
): Promise<boolean> {
  if (topic.kind === 'everything') return false;
  if (topic.kind === 'space') return isSensitiveTopic(db, network, { kind: 'space', topic: topic.space }, at);
  return hasSensitiveText(db, network, [...topic.hashtags, ...topic.phrases], at);
}

/** Whether a scored post, a row `s` of `community.post_score`, is about it. */
export function isAbout(network: NetworkId, sought: Sought): Sql<boolean> {
  if (sought.length === 0) return sql`true`;
  const of = (kind: Sought[number][0]): string[] => sought.flatMap(([one, is]) => (one === kind ? [is] : []));
  const [tags, phrases, spaces] = [of('hashtag'), of('phrase'), of('space')];
  const ways: Sql<boolean>[] = [];
  if (spaces.length > 0) ways.push(sql`s.space_id = any(${spaces}::uuid[])`);
  const found: Sql<unknown>[] = [];
  if (tags.length > 0) {
    found.push(sql`select t.post_id from community.post_tag t
      where t.network_id = ${network} and t.tag = any(${tags}::text[])`);
  }
  for (const phrase of phrases) {
    found.push(sql`select w.id from community.post w
      where w.network_id = ${network} and w.search @@ ${phrase}::tsquery`);
  }
  if (found.length > 0) ways.push(sql`s.post_id in (${sql.join(found, sql` union all `)})`);
  return sql`(${sql.join(ways, sql` or `)})`;
}
