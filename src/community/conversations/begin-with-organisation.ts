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
import { once } from './once.ts';
import { fitToSay, type Said } from './said.ts';

/**
 * Begins a conversation with an organisation in one of its functions. Whoever has a seat in it reads and answers in the
 * organisation's name; whether anybody has isn't told. Only members begin one, never an organisation.
 * @param key of idempotency
 */
export async function beginWithOrganisation(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  organisation: ActorId,
  fn: BusinessFunction,
  said: Said,
  key: string | null,
  at: Instant,
): Promise<Result<ConversationId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const other = await meet(deps, viewer, organisation, at);
  if (other === null) return absent;
  if (other.kind !== 'organisation') {
    return refuse({ kind: 'invalid', field: 'organisation', says: 'is no organisation' });
  }
  const fit = await fitToSay(deps, viewer, said, at);
  if (!fit.ok) return fit;
  const { network } = viewer;
  const asking = { network, actor: me.value, key };
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      if ((await lockPair(trx, network, me.value, organisation, at)).blocked) return absent;
      const made = {
        kind: 'organisation',
        title: '',
        with: { organisation, fn },
        begunBy: me.value,
        others: [],
      } as const;
      const conversation = await createConversation(trx, deps, network, made, at);
      const first = { sender: me.value, event: null, ...said };
      const message = await insertMessage(trx, deps, network, conversation, first, at);
      await markRead(trx, network, conversation.id, me.value, message);
      return ok(conversation.id);
    }),
  );
}
