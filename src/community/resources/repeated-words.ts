import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import { mayRepeat, placedWords, RunsOfWords, WORDS_IN_A_ROW } from '../../privacy/shingles.ts';
import { type Instant, LABELS, type Label, type NetworkId, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type KeptRows, loadCandidates } from '../../store/facts.ts';
import { param, template } from '../../store/prepared.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { RESOURCE_COLUMNS } from './resource-source.ts';
import { wordHash } from './word-hash.ts';

/** Hashes that one statement writes or looks for. */
const CHUNK = 20_000;
/** Words of one text that are compared; what comes after them is not. A thick book has a fifth of it. */
const MOST_WORDS = 1_000_000;

/** A text, whole or in pieces. */
type Text = string | AsyncIterable<string>;

/**
 * Hashes of a text's runs of words, in lists of limited length, by a key of the network's: the table tells nobody what is
 * in it. However long the text is, little of it is in memory at a time.
 */
async function* hashesIn(
  deps: Pick<Deps, 'masterKey'>,
  network: NetworkId,
  text: Text,
): AsyncGenerator<string[], void> {
  const runs = new RunsOfWords();
  const hashOf = wordHash(deps, network);
  let found = new Set<string>();
  for await (const piece of typeof text === 'string' ? [text] : text) {
    for (const run of runs.add(piece)) found.add(run);
    if (found.size >= CHUNK) {
      yield* hashed(found);
      found = new Set();
    }
    if (runs.words >= MOST_WORDS) break;
  }
  for (const run of runs.end()) found.add(run);
  if (found.size > 0) yield* hashed(found);

  function* hashed(texts: ReadonlySet<string>): Generator<string[], void> {
    const hashes = [...texts].map(hashOf);
    for (let from = 0; from < hashes.length; from += CHUNK) yield hashes.slice(from, from + CHUNK);
  }
}

/** Hashes as PostgreSQL takes them. */
const bytea = (hashes: readonly string[]): Sql<Buffer[]> =>
  sql`${hashes.map((hash) => `\\x${hash}`)}::bytea[]`;

/**
 * Notes what words a resource has, so that what repeats them is found; with the label `public` none are noted, since
 * what is public may be repeated anywhere.
 */
export async function noteWords(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'masterKey'>,
  network: NetworkId,
  resource: { readonly id: ObjectId; readonly label: Label; readonly text: Text },
): Promise<void> {
  await trx
    .deleteFrom('community.resource_shingle')
    .where('network_id', '=', network)
    .where('resource_id', '=', resource.id)
    .execute();
  if (resource.label === 'public') return;
  for await (const hashes of hashesIn(deps, network, resource.text)) {
    await sql`insert into community.resource_shingle (network_id, hash, resource_id)
      select ${network}, hash, ${resource.id} from unnest(${bytea(hashes)}) as hash
      on conflict do nothing`.execute(trx);
  }
}

interface Repeated {
  readonly id: ObjectId;
  readonly title: string;
  readonly label: Label;
}

/** A stretch of a text that repeats something labelled. */
export interface RepeatedStretch extends Repeated {
  /** First UTF-16 unit of it. */
  readonly start: number;
  /** The unit after its last. */
  readonly end: number;
}

/**
 * Where a text repeats eight words or more in a row of something that it may not repeat under a label. Asked is only what
 * the author may read. What is found by a run whose place isn't known has the whole text for its place.
 */
export async function repeatedIn(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  author: Viewer,
  text: string,
  under: Label,
  at: Instant,
): Promise<readonly RepeatedStretch[]> {
  const found: Awaited<ReturnType<typeof readableRepeated>>[number][] = [];
  for await (const hashes of hashesIn(deps, author.network, text)) {
    found.push(...(await readableRepeated(deps, author, hashes, under, at, null)));
  }
  const hashOf = wordHash(deps, author.network);
  const placed = placedWords(text);
  const runs = placed.slice(0, Math.max(0, placed.length - WORDS_IN_A_ROW + 1)).map((_, n) => {
    const words = placed.slice(n, n + WORDS_IN_A_ROW);
    return {
      hash: hashOf(words.map(({ word }) => word).join(' ')),
      start: words[0]?.start ?? 0,
      end: words.at(-1)?.end ?? text.length,
    };
  });
  return found.flatMap(({ hashes, ...repeated }): RepeatedStretch[] => {
    const those = new Set(hashes);
    const stretches: { start: number; end: number }[] = [];
    for (const { hash, start, end } of runs) {
      if (!those.has(hash)) continue;
      const last = stretches.at(-1);
      if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
      else stretches.push({ start, end });
    }
    if (stretches.length === 0) stretches.push({ start: 0, end: text.length });
    return stretches.map((place) => ({ ...repeated, ...place }));
  });
}

/** What the author may read that has words of these hashes, and a label that a text under this one may not repeat. */
async function readableRepeated(
  { store }: Pick<Deps, 'store'>,
  author: Viewer,
  hashes: readonly string[],
  under: Label,
  at: Instant,
  self: ObjectId | null,
): Promise<readonly (Repeated & { readonly hashes: readonly string[] })[]> {
  const tooHigh = LABELS.filter((label) => !mayRepeat(label, under, author.networkFacts.highestLabel));
  const found = await sharing.run(store.community, {
    network: author.network,
    hashes: hashes.map((hash) => `\\x${hash}`),
    labels: tooHigh,
    self,
  });
  // Asked whether anything was found or not, so that the time doesn't tell of what the author may not read.
  const ids = found.map(({ id }) => id);
  const candidates = await loadCandidates(store, author, { kind: 'resource', rows: resourcesById(ids) }, at);
  const readable = new Set(
    candidates.filter(({ facts }) => decide(toRead(at), facts).allowed).map(({ id }) => id),
  );
  return found.filter(({ id }) => readable.has(id));
}

/** What has one of the labels and words of these hashes, the highest label first. Every post asks it: it is planned once. */
const sharing = template<Repeated & { readonly hashes: readonly string[] }>(
  () => sql`
  with shared as materialized (
    select s.resource_id, s.hash from community.resource_shingle s
    where s.network_id = ${param('network')}::uuid and s.hash = any(${param('hashes')}::bytea[]))
  select r.id, r.title, r.label,
    array(select encode(shared.hash, 'hex') from shared where shared.resource_id = r.id) as hashes
  from community.resource r
  where r.network_id = ${param('network')}::uuid and r.id = any(array(select resource_id from shared))
    and r.deleted_at is null and r.label = any(${param('labels')}::text[])
    and r.id is distinct from ${param('self')}::uuid
  order by array_position(${sql.lit(`{${LABELS.join()}}`)}::text[], r.label) desc, r.id`,
);

const resourcesById = (ids: readonly ObjectId[]): KeptRows => ({
  shape: 'repeated',
  values: { repeated: [...ids] },
  build: () => sql`select ${RESOURCE_COLUMNS} from community.resource r
    where r.network_id = ${param('network')}::uuid and r.id = any(${param('repeated')}::uuid[])`,
});

/**
 * Refuses a text that repeats eight words or more in a row of something whose label is higher than the text's own, or
 * than the network admits. Asked is only what the author may read: a refusal by anything else would tell that it exists.
 * Two queries, and more where it is longer than a book.
 * @param self what the text is of, where it is a resource itself
 */
export async function refuseRepeating(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  author: Viewer,
  text: Text,
  under: Label,
  at: Instant,
  self: ObjectId | null = null,
): Promise<Result<null>> {
  let found: Repeated | undefined;
  for await (const hashes of hashesIn(deps, author.network, text)) {
    [found] = await readableRepeated(deps, author, hashes, under, at, self);
    if (found !== undefined) break;
  }
  if (found === undefined) return ok(null);
  const name = found.label.replace('-', ' ');
  const way = mayRepeat(found.label, found.label, author.networkFacts.highestLabel)
    ? `Say it in other words, or label this ${name} as well.`
    : `This network does not admit that label; say it in other words.`;
  return refuse({
    kind: 'invalid',
    field: 'label',
    says: `this repeats words of “${found.title}”, which is labelled ${name}. ${way}`,
  });
}
