import type { Transaction } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lockPair } from '../connections/pair-lock.ts';
import type { Contact } from '../contacts/contact-rules.ts';
import { createConversation } from './create-conversation.ts';
import { insertMessage } from './insert-message.ts';

/**
 * Writes to a member in an organisation's name. That the member lets it is its caller's to have asked. It is the member's
 * conversation, as if they had begun it: theirs to leave, and whoever has a seat in the function answers in it.
 * @param seat in which it is written
 * @param allow looks whether it may still be, and notes the use, in the same transaction and under the pair's lock
 */
export async function beginAsOrganisation(
  deps: Pick<Deps, 'store' | 'ids'>,
  { network }: Viewer,
  { organisation, function: fn, persona }: Contact,
  text: string,
  seat: SeatId | null,
  at: Instant,
  allow: (trx: Transaction<Database>) => Promise<Result<null>>,
): Promise<Result<ConversationId>> {
  return deps.store.community.transaction().execute(async (trx) => {
    if ((await lockPair(trx, network, organisation, persona, at)).blocked) return absent;
    const allowed = await allow(trx);
    if (!allowed.ok) return allowed;
    const made = {
      kind: 'organisation',
      title: '',
      with: { organisation, fn },
      begunBy: persona,
      origin: 'organisation',
      others: [],
    } as const;
    const conversation = await createConversation(trx, deps, network, made, at);
    await insertMessage(
      trx,
      deps,
      network,
      conversation,
      { sender: organisation, event: null, text, seat },
      at,
    );
    return ok(conversation.id);
  });
}
