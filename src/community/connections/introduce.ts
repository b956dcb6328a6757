import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { introducedKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { notify } from '../notifications/notify.ts';
import { lockPair } from './pair-lock.ts';

/**
 * Introduces one of the viewer's connections to another. The introduced one is told, if they may see the other; the other
 * learns of it where they are asked to connect. The answer is the same whether the two know each other, or keep apart.
 */
export async function introduce(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { persona, to }: { readonly persona: ActorId; readonly to: ActorId },
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (persona === to) return refuse({ kind: 'invalid', field: 'to', says: 'is the same person' });
  const { network } = viewer;
  for (const id of [persona, to]) {
    const met = await meet(deps, viewer, id, at);
    if (met === null) return absent;
    if (!met.connected) {
      return refuse({ kind: 'invalid', says: 'One can introduce only one’s own connections to each other.' });
    }
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    await lockPair(trx, network, persona, to, at);
    await tie(trx, network, introducedKey(to, me.value), [persona], at);
    await notify(deps, trx, network, { kind: 'introduced', to: persona, from: to, post: null }, at);
    return ok(null);
  });
}
