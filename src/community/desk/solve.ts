import { ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { changeCase } from './change-case.ts';
import { closeCase } from './close-case.ts';

/** A seat says that a conversation is solved; its member is told, and what they showed in it is gone. */
export async function solveCase(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<null>> {
  return changeCase(deps, viewer, id, at, async ({ trx, before, conversation, seat }) => {
    if (before.one.state === 'closed') return ok(null);
    await closeCase(trx, deps, viewer.network, conversation, { event: 'solved', seat }, at);
    return ok(null);
  });
}
