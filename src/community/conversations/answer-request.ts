import { absent, ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { insertMessage } from './insert-message.ts';
import { lockConversation } from './open-conversation.ts';
import { endParticipant, setParticipant } from './participants.ts';

/** Says yes or no to a conversation. Whoever asked sees a yes; a no looks like silence. */
export async function answerConversation(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  answer: 'accept' | 'refuse',
  at: Instant,
): Promise<Result<null>> {
  return deps.store.community.transaction().execute(async (trx) => {
    const opened = await lockConversation(trx, viewer, id, at);
    if (!opened.ok) return opened;
    const { conversation, role, me } = opened.value;
    if (role !== 'asked') return absent;
    if (answer === 'refuse') {
      await endParticipant(trx, viewer.network, conversation, me, 'refused', at);
      return ok(null);
    }
    await setParticipant(trx, viewer.network, id, me, { state: 'member' }, at);
    await insertMessage(
      trx,
      deps,
      viewer.network,
      conversation,
      { sender: me, event: 'joined', text: '' },
      at,
    );
    return ok(null);
  });
}
