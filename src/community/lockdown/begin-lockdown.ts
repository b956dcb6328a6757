import { ok, type Result, refuse } from '../../core/result.ts';
import type { Lockdown } from '../../privacy/facts.ts';
import { DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { liveLockdown, replaceLockdown } from './lockdown-rows.ts';

/** Whom a lockdown is to keep out, and for how many days. */
export interface WantedLockdown extends Pick<Lockdown, 'newerThanDays' | 'strangers'> {
  readonly days: number;
}

/**
 * Keeps out whoever is new or a stranger, from now on until it ends by itself; one that holds already ends for it.
 * Nobody is told.
 */
export async function beginLockdown(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { newerThanDays, strangers, days }: WantedLockdown,
  at: Instant,
): Promise<Result<Lockdown>> {
  if (newerThanDays === null && !strangers) {
    return refuse({ kind: 'invalid', says: 'Say whom it is to keep out: new personas, strangers, or both.' });
  }
  const lockdown = { newerThanDays, strangers, from: at, until: at + days * DAY_MS };
  const decided = await decideOnLockdown(deps, viewer, lockdown, at);
  return decided.ok ? ok(lockdown) : decided;
}

/** Ends the viewer's lockdown, if there is one. */
export const endLockdown = (
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<null>> => decideOnLockdown(deps, viewer, null, at);

async function decideOnLockdown(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  wanted: Lockdown | null,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  const owner = me.value;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, network, owner, owner, at);
    const lockdown = await liveLockdown(trx, network, owner, at);
    if (lockdown === null && wanted === null) return;
    await replaceLockdown(trx, network, owner, wanted, at);
    const kind = wanted === null ? 'lockdown-ended' : 'lockdown-begun';
    await noteDecision(trx, deps, { network, owner, kind, before: { is: 'lockdown', lockdown } }, at);
  });
  return ok(null);
}
