import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import {
  type Action,
  type ActorId,
  type ConversationId,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceNow, type Conversation } from '../conversations/conversation.ts';
import { dropCopies } from '../conversations/drop-copies.ts';
import { insertMessage } from '../conversations/insert-message.ts';
import { lockConversation } from '../conversations/open-conversation.ts';
import { endAssignment } from './assign.ts';
import { standingHandover } from './handover.ts';

/**
 * The member says whether another function takes the conversation over. By a yes that function reads what was said in it
 * and answers, the one before no longer does, and what was shown to that one is deleted. Of a no nobody is told.
 */
export async function answerHandover(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  answer: 'accept' | 'refuse',
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    const opened = await lockConversation(trx, viewer, id, at);
    if (!opened.ok) return opened;
    const { conversation, role, me } = opened.value;
    const asked = await standingHandover(trx, network, id, at);
    if (role !== 'member' || asked === null || asked.refused) return absent;
    const column = sql.ref(answer === 'accept' ? 'agreed_at' : 'refused_at');
    await sql`update community.desk_handover set ${column} = ${instantValue(at)} where network_id = ${network}
      and conversation_id = ${id} and id = ${asked.id}`.execute(trx);
    if (answer === 'refuse') return ok(null);
    const next = { ...conversation, fn: asked.to };
    await trx
      .updateTable('community.conversation')
      .set({ function: asked.to })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
    await dropCopies(trx, network, { owner: me, conversation: id }, at);
    await endAssignment(trx, network, id, at);
    await grantAnew(trx, deps, viewer, next, at);
    const said = { sender: me, event: 'handed-over', text: asked.to } as const;
    await insertMessage(trx, deps, network, next, said, at);
    return ok(null);
  });
}

interface Read {
  readonly message: ObjectId;
  readonly owner: ActorId;
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly conditions: Conditions;
}

/** Ends who reads what was said so far, and lets those read it with whom the conversation is now. */
async function grantAnew(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  { network }: Viewer,
  conversation: Conversation,
  at: Instant,
): Promise<void> {
  const { rows } = await sql<Read>`
    update community."grant" g set would_end = g.valid_until, valid_until = ${instantValue(at)}
    from community.message m
    where g.network_id = ${network} and g.object_kind = 'message' and g.valid_until > ${instantValue(at)}
      and m.network_id = ${network} and m.id = g.object_id and m.conversation_id = ${conversation.id}
    returning m.id as message, g.owner_id as owner, g.actions, g.purpose, g.conditions`.execute(trx);
  for (const { message, ...grant } of rows.toSorted((a, b) => (a.message < b.message ? -1 : 1))) {
    await give(trx, network, {
      ...grant,
      id: deps.ids.next(`message grant ${conversation.id} ${conversation.fn}`) as GrantId,
      object: { kind: 'message', id: message },
      audience: audienceNow(conversation),
      from: at,
      until: FOREVER,
    });
  }
}
