import { sql } from 'kysely';
import { absent, type Result } from '../../core/result.ts';
import type { Instant, RequestId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { addStep } from './add-step.ts';
import { type DataRequest, loadRequests } from './request.ts';

/** What the viewer asked, latest first. */
export const ownRequests = (
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<DataRequest[]> =>
  loadRequests(store.community, network, sql`q.member_id = ${actor?.id ?? null}::uuid`, { limit: 200, at });

/** Withdraws a request of the viewer's own that is open. */
export async function withdrawRequest(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: RequestId,
  at: Instant,
): Promise<Result<DataRequest>> {
  const { actor, network } = viewer;
  if (actor === null) return absent;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<DataRequest>> => {
    const mine = sql<boolean>`q.id = ${id} and q.member_id = ${actor.id}`;
    const added = await addStep(trx, network, mine, { kind: 'withdrawn', by: actor.id, words: '', at });
    return added;
  });
}
