import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { insertMessage } from './insert-message.ts';
import { lockConversation } from './open-conversation.ts';

/** Gives a group a title; everybody in it may, and all see who did. */
export async function retitle(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  title: string,
  at: Instant,
): Promise<Result<null>> {
  return deps.store.community.transaction().execute(async (trx) => {
    const opened = await lockConversation(trx, viewer, id, at);
    if (!opened.ok) return opened;
    const { conversation, role, me } = opened.value;
    if (conversation.kind !== 'group') {
      return refuse({ kind: 'conflict', says: 'Only a conversation of several has a title.' });
    }
    if (role !== 'member') return absent;
    if (title === conversation.title) return ok(null);
    await trx
      .updateTable('community.conversation')
      .set({ title })
      .where('network_id', '=', viewer.network)
      .where('id', '=', id)
      .execute();
    await insertMessage(
      trx,
      deps,
      viewer.network,
      conversation,
      { sender: me, event: 'titled', text: title },
      at,
    );
    return ok(null);
  });
}
