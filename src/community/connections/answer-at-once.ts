import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { loadViewer } from '../../store/viewer.ts';
import { permittingActors } from '../actors/seen-actors.ts';
import { isOf, liveGrants } from '../grants/live-grants.ts';
import { findAsked } from './answer-request.ts';
import { connect } from './connect.ts';
import { AT_ONCE } from './connection-rules.ts';
import { lockPair } from './pair-lock.ts';

/**
 * Says yes to a request that its asked one's rules answer at once; else leaves it waiting. How many connections two have
 * in common counts only where whoever asks may see those of the asked one, so that a yes never tells of them.
 * @returns whether the two are connected by it
 */
export async function answerAtOnce(
  deps: Pick<Deps, 'store' | 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  { from, to }: { readonly from: ActorId; readonly to: ActorId },
  at: Instant,
): Promise<boolean> {
  const [asker, asked] = await Promise.all([from, to].map((id) => loadViewer(deps.store, network, id)));
  if (!asker || !asked) return false;
  if (!(await permittingActors(deps, asker, [to], { ...AT_ONCE, at })).has(to)) return false;
  const rules = (await liveGrants(trx, asked, at)).filter((grant) => isOf(grant, AT_ONCE));
  if (rules.some(({ conditions }) => conditions.mutual !== undefined)) {
    const reading = { action: 'see', purpose: 'reading', at } as const;
    if (!(await permittingActors(deps, asker, [to], reading, 'ties')).has(to)) return false;
  }
  const { blocked } = await lockPair(trx, network, from, to, at);
  const still = await findAsked(trx, network, to, { from, kind: 'connect' }, at);
  if (blocked || still === null) return false;
  await connect(trx, deps, network, to, from, at);
  return true;
}
