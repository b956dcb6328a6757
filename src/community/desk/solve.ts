import { ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { closeCase } from './close-case.ts';
import { openCase } from './list-queue.ts';
import { lockCase } from './lock-case.ts';

/** A seat says that a conversation is solved; its member is told, and what they showed in it is gone. */
export async function solveCase(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<null>> {
  const before = await openCase(deps, viewer, id, at);
  if (!before.ok) return before;
  if (before.value.one.state === 'closed') return ok(null);
  return deps.store.community.transaction().execute(async (trx) => {
    const locked = await lockCase(trx, viewer, id, at);
    if (!locked.ok) return locked;
    const { conversation, seat } = locked.value;
    await closeCase(trx, deps, viewer.network, conversation, { event: 'solved', seat }, at);
    return ok(null);
  });
}
