import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenMessage } from './messages-page.ts';
import { openConversation } from './open-conversation.ts';

/** Notes how far somebody has read; it never goes back. */
export async function markRead(
  db: Kysely<Database>,
  network: NetworkId,
  conversation: ConversationId,
  actor: ActorId,
  upTo: ObjectId,
): Promise<void> {
  await sql`insert into community.conversation_mark as m (network_id, conversation_id, actor_id, read_id, muted)
    values (${network}, ${conversation}, ${actor}, ${upTo}, false)
    on conflict (network_id, conversation_id, actor_id)
      do update set read_id = greatest(m.read_id, excluded.read_id)`.execute(db);
}

/** The viewer has read up to this message. Nobody learns of it, save where both wish for receipts. */
export async function readUpTo(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  upTo: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  if (!(await seenMessage(deps, viewer, opened.value, upTo, at))) return absent;
  await markRead(deps.store.community, viewer.network, id, opened.value.me, upTo);
  return ok(null);
}

/** Whether the viewer wants to hear of what is new in it. Nobody else learns of it. */
export async function setMuted(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  muted: boolean,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  await deps.store.community
    .insertInto('community.conversation_mark')
    .values({ network_id: viewer.network, conversation_id: id, actor_id: opened.value.me, muted })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'conversation_id', 'actor_id']).doUpdateSet({ muted }),
    )
    .execute();
  return ok(null);
}

/** Clears away for the viewer what was said so far, up to the last message that they see. */
export async function clearAway(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  upTo: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  if (!(await seenMessage(deps, viewer, opened.value, upTo, at))) return absent;
  await sql`insert into community.conversation_mark as m
    (network_id, conversation_id, actor_id, read_id, cleared_id, muted)
    values (${viewer.network}, ${id}, ${opened.value.me}, ${upTo}, ${upTo}, false)
    on conflict (network_id, conversation_id, actor_id) do update set
      read_id = greatest(m.read_id, excluded.read_id),
      cleared_id = greatest(m.cleared_id, excluded.cleared_id)`.execute(deps.store.community);
  return ok(null);
}
