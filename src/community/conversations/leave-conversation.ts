import type { Kysely } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { dropCopies } from './drop-copies.ts';
import { insertMessage } from './insert-message.ts';
import { lockConversation, type Opened } from './open-conversation.ts';
import { endParticipant, otherParticipants } from './participants.ts';

/**
 * Leaves: from now on the viewer reads nothing of it, and what they showed of themselves in it is deleted. The others
 * see that they left, and keep what was said to them.
 */
export async function leaveConversation(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<null>> {
  return deps.store.community.transaction().execute(async (trx) => {
    const opened = await lockConversation(trx, viewer, id, at);
    if (!opened.ok) return opened;
    if (opened.value.role !== 'member') return absent;
    await leave(trx, deps, viewer, opened.value, at);
    return ok(null);
  });
}

async function leave(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  { network }: Viewer,
  { conversation, me }: Opened,
  at: Instant,
): Promise<void> {
  const others = await otherParticipants(trx, network, conversation.id, me);
  await endParticipant(trx, network, conversation, me, 'left', at);
  await dropCopies(trx, network, { conversation: conversation.id, owner: me }, at);
  await insertMessage(trx, deps, network, conversation, { sender: me, event: 'left', text: '' }, at);
  if (conversation.kind !== 'direct') return;
  // A request that waits is taken back; a no that was given to it is remembered.
  for (const { actor, state } of others) {
    if (state === 'asked') await endParticipant(trx, network, conversation, actor, 'left', at);
  }
}
