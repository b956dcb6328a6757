import type { Kysely } from 'kysely';
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
import type { Database } from './schema.ts';

/** Stores the audience if the network has none like it yet; rows never change, so that they may be kept in memory. */
export async function saveAudience(
  db: Kysely<Database>,
  network: NetworkId,
  audience: Audience,
): Promise<AudienceId> {
  const id = audienceId(audience);
  const inserted = await db
    .insertInto('community.audience')
    .values({
      network_id: network,
      id,
      terms: JSON.stringify(audience.any),
      except_keys: [...audience.except],
      keys: [...keysOf(audience)],
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (inserted.length > 0 && audience.any.length > 0) {
    await db
      .insertInto('community.audience_term')
      .values(termRows(network, id, audience))
      .execute();
  }
  return id;
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
