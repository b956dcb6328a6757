import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import { atPrecision, precisionsOf } from '../../privacy/disclosure.ts';
import {
  type ConversationId,
  FOREVER,
  type GrantId,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give } from '../../store/grants.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceNow } from '../conversations/conversation.ts';
import { dropCopies } from '../conversations/drop-copies.ts';
import { insertMessage } from '../conversations/insert-message.ts';
import { isUnattended, nobodyThere } from '../conversations/nobody-there.ts';
import { lockConversation } from '../conversations/open-conversation.ts';
import { isPrecision } from '../personas/read-newcomer.ts';
import { keptAttribute } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import { copyMark } from './copy-mark.ts';

/**
 * Shows an attribute in a conversation with an organisation: to the staff of the function that it is with, for that
 * function alone, until the viewer withdraws it, or the conversation closes. The copy is one of its own, beside what the persona shows of
 * the attribute elsewhere, and stays as it was shown; showing it again takes its place.
 */
export async function showInConversation(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  { attribute, precision }: { readonly attribute: string; readonly precision: string },
  at: Instant,
): Promise<Result<ObjectId>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const kept = await bridge.vault((db) => keptAttribute(db, account, persona.network, attribute));
    return bridge.community(async (db) => {
      const opened = await lockConversation(db, viewer, id, at);
      if (!opened.ok) return opened;
      const { conversation, role, me } = opened.value;
      if (role !== 'member' || kept === null) return absent;
      if (conversation.fn === null) {
        const says = 'An attribute is shown in conversations with organisations only.';
        return refuse({ kind: 'conflict', says });
      }
      if (kept.badge !== null) {
        return refuse({ kind: 'conflict', says: 'A badge is shown with a persona, not in a conversation.' });
      }
      if (!isPrecision(kept.kind, precision)) {
        const says = `is one of ${precisionsOf(kept.kind).join(', ')}`;
        return refuse({ kind: 'invalid', field: 'precision', says });
      }
      if (await isUnattended(db, persona.network, conversation)) return nobodyThere;
      const value = atPrecision(kept.kind, kept.value, precision, at);
      if (value === null) {
        const says = `this can't be shown as "${precision}"; write it more clearly or choose another precision`;
        return refuse({ kind: 'invalid', field: 'precision', says });
      }
      const mark = copyMark(account, persona.id, attribute);
      await dropCopies(db, persona.network, { owner: me, conversation: id, mark }, at);
      const copy = deps.ids.next(`copy in ${id}`) as ObjectId;
      await db
        .insertInto('community.disclosure')
        .values({
          network_id: persona.network,
          id: copy,
          actor_id: me,
          kind: kept.kind,
          value,
          precision,
          label: 'public',
          disclosed_at: timestamp(at),
          conversation_id: id,
          attribute_mark: mark,
        })
        .execute();
      await give(db, persona.network, {
        id: deps.ids.next(`grant of copy in ${id}`) as GrantId,
        owner: me,
        object: { kind: 'attribute', id: copy },
        actions: ['see'],
        purpose: conversation.fn,
        audience: audienceNow(conversation),
        conditions: NO_CONDITIONS,
        from: at,
        until: FOREVER,
      });
      await insertMessage(
        db,
        deps,
        persona.network,
        conversation,
        { sender: me, event: 'showed', text: '' },
        at,
      );
      return ok(copy);
    });
  });
}
