import { sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { param, template } from '../../store/prepared.ts';

/** Those of the tokens, told by their hashes in base64, that are not revoked. */
export async function liveTokens(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  hashes: Iterable<string>,
): Promise<Set<string>> {
  const asked = [...hashes].map((hash) => Buffer.from(hash, 'base64'));
  if (asked.length === 0) return new Set();
  const rows = await live.run(store.community, { network, hashes: asked });
  return new Set(rows.map((row) => row.token_hash.toString('base64')));
}

const live = template<{ token_hash: Buffer }>(
  () => sql`select token_hash from community.token
    where network_id = ${param('network')}::uuid and token_hash = any(${param('hashes')}::bytea[])`,
);
