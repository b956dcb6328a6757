import { createHmac, hkdfSync } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import { mayRepeat, shinglesOf } from '../../privacy/shingles.ts';
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
  readonly title: string;
  readonly label: Label;
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
  if (hashes.length === 0) return ok(null);
  const { highestLabel } = author.networkFacts;
  const tooHigh = LABELS.filter((label) => !mayRepeat(label, under, highestLabel));
  const { rows } = await sql<Repeated>`
    select r.title, r.label from community.resource r
    where r.network_id = ${author.network} and r.deleted_at is null and r.label = any(${tooHigh}::text[])
      and r.id is distinct from ${self}::uuid and r.id in (
        select s.resource_id from community.resource_shingle s
        where s.network_id = ${author.network} and s.hash = any(${hashes}::bytea[]))
      and ${mayFilter(author.network, author.actor, toRead(at), 'resource', 'r')}
    order by array_position(${[...LABELS]}::text[], r.label) desc, r.id limit 1`.execute(
    deps.store.community,
  );
  const [found] = rows;
  if (found === undefined) return ok(null);
  const name = found.label.replace('-', ' ');
  const way = mayRepeat(found.label, found.label, highestLabel)
    ? `Say it in other words, or label this ${name} as well.`
    : `This network does not admit that label; say it in other words.`;
  return refuse({
    kind: 'invalid',
    field: 'label',
    says: `this repeats words of “${found.title}”, which is labelled ${name}. ${way}`,
  });
}
