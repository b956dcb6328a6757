import type { Lockdown } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { liveLockdown } from './lockdown-rows.ts';

/** The viewer's own lockdown that holds; null where there is none. Nobody else is told of it. */
export const readLockdown = async (
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<Lockdown | null> => (actor === null ? null : liveLockdown(store.community, network, actor.id, at));
