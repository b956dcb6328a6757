import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, BusinessFunction, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { createConversation } from './create-conversation.ts';
import { insertMessage } from './insert-message.ts';
import { markRead } from './marks.ts';

/**
 * Begins a conversation with an organisation in one of its functions. Whoever has a seat in it reads and answers in the
 * organisation's name; whether anybody has isn't told. Only members begin one, never an organisation.
 */
export async function beginWithOrganisation(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  fn: BusinessFunction,
  text: string,
  at: Instant,
): Promise<Result<ConversationId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const other = await meet(deps, viewer, organisation, at);
  if (other === null) return absent;
  if (other.kind !== 'organisation') {
    return refuse({ kind: 'invalid', field: 'organisation', says: 'is no organisation' });
  }
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    if ((await lockPair(trx, network, me.value, organisation, at)).blocked) return absent;
    const made = {
      kind: 'organisation',
      title: '',
      with: { organisation, fn },
      begunBy: me.value,
      others: [],
    } as const;
    const conversation = await createConversation(trx, deps, network, made, at);
    const first = { sender: me.value, event: null, text };
    const message = await insertMessage(trx, deps, network, conversation, first, at);
    await markRead(trx, network, conversation.id, me.value, message);
    return ok(conversation.id);
  });
}
