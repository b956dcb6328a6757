import type { Transaction } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ConversationId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { lockPair } from '../connections/pair-lock.ts';
import type { Contact } from '../contacts/contact-rules.ts';
import { createWithOrganisation } from './create-with-organisation.ts';
import { type Asking, once } from './once.ts';

/**
 * Writes to a member in an organisation's name. That the member lets it is its caller's to have asked. It is the member's
 * conversation, as if they had begun it: theirs to leave, and whoever has a seat in the function answers in it.
 * @param asking who writes for it, and the key of idempotency
 * @param letter what is written, and in which seat
 * @param allow looks whether it may still be, and notes the use, in the same transaction and under the pair's lock
 */
export async function beginAsOrganisation(
  deps: Pick<Deps, 'store' | 'ids'>,
  asking: Asking,
  { organisation, function: fn, persona }: Contact,
  { text, seat }: { readonly text: string; readonly seat: SeatId | null },
  at: Instant,
  allow: (trx: Transaction<Database>) => Promise<Result<null>>,
): Promise<Result<ConversationId>> {
  const { network } = asking;
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      if ((await lockPair(trx, network, organisation, persona, at)).blocked) return absent;
      const allowed = await allow(trx);
      if (!allowed.ok) return allowed;
      const first = { sender: organisation, text, seat };
      const begun = { organisation, fn, member: persona, origin: 'organisation', first } as const;
      return ok((await createWithOrganisation(trx, deps, network, begun, at)).id);
    }),
  );
}
