import { createHmac, hkdfSync } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import { mayRepeat, placedWords, shinglesOf, WORDS_IN_A_ROW } from '../../privacy/shingles.ts';
import { type Instant, LABELS, type Label, type NetworkId, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { serverKey } from '../vault/keys.ts';

const HASH_BYTES = 12;
/** Rows written by one statement. */
const CHUNK = 20_000;

/** Hashes of a text's runs of words, by a key of the network's: the table tells nobody what is in it. */
function hashesOf(deps: Pick<Deps, 'masterKey'>, network: NetworkId, text: string): Buffer[] {
  const shingles = shinglesOf(text);
  if (shingles.size === 0) return [];
  const key = Buffer.from(hkdfSync('sha256', serverKey(deps, 'hash of repeated words'), '', network, 32));
  return [...shingles].map((words) =>
    createHmac('sha256', key).update(words).digest().subarray(0, HASH_BYTES),
  );
}

/**
 * Notes what words a resource has, so that what repeats them is found; with the label `public` none are noted, since
 * what is public may be repeated anywhere.
 */
export async function noteWords(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'masterKey'>,
  network: NetworkId,
  resource: { readonly id: ObjectId; readonly label: Label; readonly text: string },
): Promise<void> {
  await trx
    .deleteFrom('community.resource_shingle')
    .where('network_id', '=', network)
    .where('resource_id', '=', resource.id)
    .execute();
  if (resource.label === 'public') return;
  const hashes = hashesOf(deps, network, resource.text);
  for (let from = 0; from < hashes.length; from += CHUNK) {
    await sql`insert into community.resource_shingle (network_id, hash, resource_id)
      select ${network}, hash, ${resource.id} from unnest(${hashes.slice(from, from + CHUNK)}::bytea[]) as hash
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
  const found = await readableRepeated(deps, author, hashesOf(deps, author.network, text), under, at, null);
  const placed = placedWords(text);
  const runs = placed.slice(0, Math.max(0, placed.length - WORDS_IN_A_ROW + 1)).map((_, n) => {
    const words = placed.slice(n, n + WORDS_IN_A_ROW);
    const [hash] = hashesOf(deps, author.network, words.map(({ word }) => word).join(' '));
    return {
      hash: hash?.toString('hex'),
      start: words[0]?.start ?? 0,
      end: words.at(-1)?.end ?? text.length,
    };
  });
  return found.flatMap(({ hashes, ...repeated }): RepeatedStretch[] => {
    const those = new Set(hashes);
    const stretches: { start: number; end: number }[] = [];
    for (const { hash, start, end } of runs) {
      if (hash === undefined || !those.has(hash)) continue;
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
  hashes: readonly Buffer[],
  under: Label,
  at: Instant,
  self: ObjectId | null,
): Promise<readonly (Repeated & { readonly hashes: readonly string[] })[]> {
  if (hashes.length === 0) return [];
  const tooHigh = LABELS.filter((label) => !mayRepeat(label, under, author.networkFacts.highestLabel));
  const shared = sql`from community.resource_shingle s
    where s.network_id = ${author.network} and s.hash = any(${[...hashes]}::bytea[])`;
  const { rows } = await sql<Repeated & { readonly hashes: readonly string[] }>`
    select r.id, r.title, r.label,
      array(select encode(s.hash, 'hex') ${shared} and s.resource_id = r.id) as hashes
    from community.resource r
    where r.network_id = ${author.network} and r.deleted_at is null and r.label = any(${tooHigh}::text[])
      and r.id is distinct from ${self}::uuid and r.id in (select s.resource_id ${shared})
      and ${mayFilter(author.network, author.actor, toRead(at), 'resource', 'r')}
    order by array_position(${[...LABELS]}::text[], r.label) desc, r.id`.execute(store.community);
  return rows;
}

/**
 * Refuses a text that repeats eight words or more in a row of something whose label is higher than the text's own, or
 * than the network admits. Asked is only what the author may read: a refusal by anything else would tell that it exists.
 * One query.
 * @param self what the text is of, where it is a resource itself
 */
export async function refuseRepeating(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  author: Viewer,
  text: string,
  under: Label,
  at: Instant,
  self: ObjectId | null = null,
): Promise<Result<null>> {
  const hashes = hashesOf(deps, author.network, text);
  const [found] = await readableRepeated(deps, author, hashes, under, at, self);
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
