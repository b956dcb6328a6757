import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';

/** Those of the tokens, told by their hashes in base64, that are not revoked. */
export async function liveTokens(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  hashes: Iterable<string>,
): Promise<Set<string>> {
  const asked = [...hashes].map((hash) => Buffer.from(hash, 'base64'));
  if (asked.length === 0) return new Set();
  const rows = await store.community
    .selectFrom('community.token')
    .select('token_hash')
    .where('network_id', '=', network)
    .where('token_hash', 'in', asked)
    .execute();
  return new Set(rows.map((row) => row.token_hash.toString('base64')));
}
