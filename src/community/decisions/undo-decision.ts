import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { wholeList } from '../actors/list-page.ts';
import { undoShowing } from '../vault/undo-showing.ts';
import { listDecisions, type OwnDecision } from './list-decisions.ts';
import type { Before } from './note-decision.ts';
import { undoTouched } from './undo-touched.ts';
import { loadUndoable } from './undoable.ts';

/**
 * Undoes one of the viewer's own decisions, now: what it gave ends, and what it ended is given again, for as long as it
 * would have gone on. Who was kept out stays so. Only while nothing of it was decided about anew. It is a decision of its
 * own, which can be undone too; what was seen in between can't be called back.
 */
export async function undoDecision(
  deps: Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<OwnDecision>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const isOfCopies = await isAboutCopies(deps, viewer, me.value, id);
  const undone = isOfCopies
    ? await undoShowing(deps, viewer, id, at)
    : await deps.store.community.transaction().execute(async (trx): Promise<Result<string>> => {
        const undoable = await loadUndoable(trx, viewer.network, me.value, id, at);
        return undoable.ok ? undoTouched(deps, trx, viewer, undoable.value, at) : undoable;
      });
  if (!undone.ok) return undone;
  const [decision] = await listDecisions(deps, viewer, wholeList(1), at, { only: undone.value });
  return decision === undefined ? absent : ok(decision);
}

/** Whether the vault knows what was shown before. */
async function isAboutCopies(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  owner: ActorId,
  id: string,
): Promise<boolean> {
  const decision = await store.community
    .selectFrom('community.decision')
    .select('before')
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
  return (decision?.before as Before | null | undefined)?.is === 'shown';
}
