import type { Lockdown } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** The viewer's own lockdown that holds; null where there is none. Nobody else is told of it. */
export async function readLockdown(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Lockdown | null> {
  if (viewer.actor === null) return null;
  const row = await store.community
    .selectFrom('community.lockdown')
    .select(['newer_than_days as newerThanDays', 'strangers', 'valid_from as from', 'valid_until as until'])
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', viewer.actor.id)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row ?? null;
}
