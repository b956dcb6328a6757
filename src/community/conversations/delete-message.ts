import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ConversationId, Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { detachFromMessage } from '../attachments/message-attachments.ts';
import { removeBytes } from '../files/file-rows.ts';
import { seenMessage } from './messages-page.ts';
import { lockConversation, openConversation } from './open-conversation.ts';

/**
 * How long one's own words can be taken back from everybody: a day, long enough to come back to what was written in
 * haste, and short enough that what others have built upon doesn't change under them.
 */
const TAKE_BACK_WITHIN = 24 * 60 * 60 * 1000;

/** Deletes a message for the viewer alone; nobody learns of it. */
export async function hideMessage(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  message: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  if ((await seenMessage(deps, viewer, opened.value, message, at)) === null) return absent;
  await deps.store.community
    .insertInto('community.message_hidden')
    .values({ network_id: viewer.network, actor_id: opened.value.me, message_id: message })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return ok(null);
}

/**
 * Deletes what the viewer said for everybody: the words and files are gone, and those who had them see that there were
 * some.
 */
export async function takeBackMessage(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: ConversationId,
  message: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  if ((await seenMessage(deps, viewer, opened.value, message, at)) === null) return absent;
  const emptied = await emptyMessage(deps, viewer, id, message, at);
  if (!emptied.ok) return emptied;
  await removeBytes(deps, emptied.value);
  return ok(null);
}

/** Empties it for everybody, and gives the names of what is left of its files. */
async function emptyMessage(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  message: ObjectId,
  at: Instant,
): Promise<Result<readonly string[]>> {
  return deps.store.community.transaction().execute(async (trx) => {
    const locked = await lockConversation(trx, viewer, id, at);
    if (!locked.ok) return locked;
    const row = await trx
      .selectFrom('community.message')
      .select(['sender_id', 'event', 'sent_at', 'deleted_at'])
      .where('network_id', '=', viewer.network)
      .where('id', '=', message)
      .executeTakeFirstOrThrow();
    if (row.sender_id !== locked.value.voice || row.event !== null) {
      return refuse({ kind: 'forbidden', says: 'Only who wrote it can delete it for everybody.' });
    }
    if (row.deleted_at !== null) return ok([]);
    if (row.sent_at + TAKE_BACK_WITHIN <= at) {
      const says = 'It was sent more than a day ago, and can be deleted for yourself only.';
      return refuse({ kind: 'conflict', says });
    }
    await trx
      .updateTable('community.message')
      .set({ text: '', deleted_at: timestamp(at) })
      .where('network_id', '=', viewer.network)
      .where('id', '=', message)
      .execute();
    const left = await detachFromMessage(trx, viewer.network, message);
    await announce(trx, { network: viewer.network, kind: 'message', id: message, at });
    return ok(left);
  });
}
