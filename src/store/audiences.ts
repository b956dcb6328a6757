import { type Kysely, sql } from 'kysely';
import {
  type Audience,
  admitsOutsiders,
  audienceId,
  EVERYONE,
  type Key,
  keysOf,
  NETWORK,
  SIGNED_IN,
} from '../privacy/audience.ts';
import type { AudienceId, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import type { Database } from './schema.ts';

/** Stores the audience if the network has none like it yet; rows never change, so that they may be kept in memory. */
export async function saveAudience(
  db: Kysely<Database>,
  network: NetworkId,
  audience: Audience,
): Promise<AudienceId> {
  const id = audienceId(audience);
  // One statement: an audience without its terms would be found by no list.
  await sql`
    with kept as (
      insert into community.audience (network_id, id, terms, except_keys, keys)
      values (${network}, ${id}, ${JSON.stringify(audience.any)}, ${[...audience.except]}::text[],
        ${[...keysOf(audience)]}::text[])
      on conflict do nothing returning id)
    insert into community.audience_term (network_id, audience_id, n, anchor, keys, outsiders)
    select ${network}::uuid, kept.id, t.n, t.anchor, t.keys, t.outsiders
    from kept, jsonb_to_recordset(${JSON.stringify(termRows(network, id, audience))}::jsonb)
      as t (n smallint, anchor text, keys text[], outsiders boolean)`.execute(db);
  return id;
}

const kept = new WeakMap<Kysely<Database>, Set<string>>();
const MOST_KEPT = 50_000;

/**
 * The same by itself, before a transaction that names the audience: what this process stored or found before isn't
 * asked for again.
 */
export async function keepAudience(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  audience: Audience,
): Promise<void> {
  const known = kept.get(community) ?? new Set();
  const name = `${network} ${audienceId(audience)}`;
  if (known.has(name)) return;
  await saveAudience(community, network, audience);
  if (known.size >= MOST_KEPT) known.clear();
  kept.set(community, known.add(name));
}

/** The audience's terms as rows. */
export const termRows = (network: NetworkId, id: AudienceId, audience: Audience) =>
  audience.any.map((term, n) => ({
    network_id: network,
    audience_id: id,
    n,
    anchor: anchorOf(term),
    keys: [...term],
    outsiders: admitsOutsiders(term),
  }));

const WIDE: readonly Key[] = [EVERYONE, SIGNED_IN, NETWORK];

/** The key by which the term is found: a narrow set rather than everybody. */
const anchorOf = (term: readonly Key[]): Key =>
  term.find((key) => !WIDE.includes(key)) ?? term.find((key) => key === NETWORK) ?? (term[0] as Key);
