import { liveTokens } from '../community/live/live-tokens.ts';
import type { NetworkId } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import type { Subscription } from './subscription.ts';

/** Closes the streams whose tokens were revoked, and gives the others. */
export async function closeRevoked(
  deps: Pick<Deps, 'store'>,
  network: NetworkId,
  streams: Iterable<Subscription>,
): Promise<Subscription[]> {
  const asked = [...streams];
  const live = await liveTokens(deps, network, new Set(asked.flatMap(({ token }) => token ?? [])));
  const [revoked, open] = [
    asked.filter(({ token }) => token !== null && !live.has(token)),
    asked.filter(({ token }) => token === null || live.has(token)),
  ];
  for (const stream of revoked) stream.close();
  return open;
}
