import { sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant, Label, ObjectId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Candidate, loadCandidates } from '../../store/facts.ts';
import { isVisible, visiblePage } from '../../store/pages.ts';
import type { MessageEvent } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import type { Attachment } from '../attachments/attachment.ts';
import { attachmentsOf } from '../attachments/message-attachments.ts';
import { between, type FeedPage, inOrder } from '../feeds/page.ts';
import { actingIn } from './conversation.ts';
import { type Opened, openConversation } from './open-conversation.ts';

/** A message as those see it who may. */
export interface Message {
  readonly id: ObjectId;
  readonly conversation: ConversationId;
  readonly sender: ActorId;
  readonly event: MessageEvent | null;
  /** As it was written; empty where deleted. */
  readonly text: string;
  readonly label: Label;
  readonly attachments: readonly Attachment[];
  /** In which it was said in an organisation's name. */
  readonly seat: SeatId | null;
  readonly sentAt: Instant;
  readonly deleted: boolean;
}

/** Of `community.message m`: the viewer hasn't deleted it for themselves. */
export const isKept = (viewer: Viewer): Sql<boolean> => {
  const me = sql`${viewer.actor?.id ?? null}::uuid`;
  return sql`(not exists (select 1 from community.message_hidden h where h.network_id = ${viewer.network}
      and h.actor_id = ${me} and h.message_id = m.id)
    and m.id > coalesce((select k.cleared_id from community.conversation_mark k where k.network_id = ${viewer.network}
      and k.conversation_id = m.conversation_id and k.actor_id = ${me}), '00000000-0000-0000-0000-000000000000'))`;
};

/** Of `community.message m`. */
export const OBJECT_COLUMNS = sql`m.id, m.sender_id as owner_id, m.label, null::text as via`;

/** A page of what was said in a conversation, newest first: each message decided by the core, as everything is. */
export async function messagesPage(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  page: FeedPage,
  at: Instant,
): Promise<Result<{ readonly opened: Opened; readonly messages: readonly Message[] }>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const found = await visiblePage(deps.store, viewer, at, {
    ...page,
    ...actingIn(opened.value),
    kind: 'message',
    take: page.limit + 10,
    rows: (stretch) => sql`select ${OBJECT_COLUMNS} from community.message m
      where m.network_id = ${viewer.network} and m.conversation_id = ${id} and ${isKept(viewer)}
        and ${between('m.id', stretch)} ${inOrder('m.id', stretch)}`,
  });
  const ids = found.map((one) => one.id);
  return ok({ opened: opened.value, messages: await loadMessages(deps, viewer, ids) });
}

/** Messages by id, newest first. That the viewer may see them is the caller's to have established. */
export async function loadMessages(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
): Promise<Message[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<Message, 'attachments'>>`
    select m.id, m.conversation_id as conversation, m.sender_id as sender, m.event, m.text, m.label, m.seat_id as seat, m.sent_at as "sentAt",
      m.deleted_at is not null as deleted
    from community.message m where m.network_id = ${viewer.network} and m.id = any(${[...ids]}::uuid[])
    order by m.id desc`.execute(store.community);
  const files = await attachmentsOf(store.community, viewer.network, ids);
  return rows.map((row) => ({ ...row, attachments: files.get(row.id) ?? [] }));
}

/** A message in the conversation that the viewer sees; null where there is none, or none for them. */
export async function seenMessage(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  opened: Opened,
  message: ObjectId,
  at: Instant,
): Promise<Candidate | null> {
  const rows = sql`select ${OBJECT_COLUMNS} from community.message m where m.network_id = ${viewer.network}
    and m.conversation_id = ${opened.conversation.id} and m.id = ${message} and ${isKept(viewer)}`;
  const [found] = await loadCandidates(store, viewer, { kind: 'message', rows }, at);
  return found !== undefined && isVisible(found, at, actingIn(opened).as) ? found : null;
}

/** The same, in whichever of the viewer's conversations it was said. */
export async function seenAnywhere(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  message: ObjectId,
  at: Instant,
): Promise<Candidate | null> {
  const row = await deps.store.community
    .selectFrom('community.message')
    .select('conversation_id')
    .where('network_id', '=', viewer.network)
    .where('id', '=', message)
    .executeTakeFirst();
  if (row === undefined) return null;
  const opened = await openConversation(deps, viewer, row.conversation_id, at);
  return opened.ok ? seenMessage(deps, viewer, opened.value, message, at) : null;
}
