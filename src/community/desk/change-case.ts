import type { Kysely, Transaction } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, BusinessFunction, ConversationId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatFor } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { lockConversation } from '../conversations/open-conversation.ts';
import { otherParticipants } from '../conversations/participants.ts';
import { type OpenedCase, openCase } from './list-queue.ts';

/** A conversation that a seat is about to change something of. */
interface LockedCase {
  readonly conversation: Conversation;
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly me: ActorId;
  readonly seat: SeatId | null;
  /** Whether its member is in it still. */
  readonly there: boolean;
}

/** Locks a conversation for a seat in its function; to anybody else it is absent. */
async function lockCase(
  trx: Kysely<Database>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<LockedCase>> {
  const opened = await lockConversation(trx, viewer, id, at);
  if (!opened.ok) return opened;
  const { conversation, role, me } = opened.value;
  const { organisation, fn } = conversation;
  if (role !== 'staff' || organisation === null || fn === null) return absent;
  const seat = await seatFor(trx, viewer.network, { actor: me, organisation, fn }, at);
  const others = await otherParticipants(trx, viewer.network, id, me);
  const there = others.some(({ state }) => state === 'member');
  return ok({ conversation, organisation, function: fn, me, seat, there });
}

/** A conversation that a seat changes, in one transaction: as it was opened for it, and as it is now that it is locked. */
interface ChangedCase extends LockedCase {
  readonly trx: Transaction<Database>;
  readonly before: OpenedCase;
}

/** Opens a conversation for a seat and holds it for a change; to anybody else, and where its seat sees nothing of it, it is absent. */
export async function changeCase(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
  change: (one: ChangedCase) => Promise<Result<null>>,
): Promise<Result<null>> {
  const before = await openCase(deps, viewer, id, at);
  if (!before.ok) return before;
  return deps.store.community.transaction().execute(async (trx) => {
    const locked = await lockCase(trx, viewer, id, at);
    return locked.ok ? change({ ...locked.value, trx, before: before.value }) : locked;
  });
}
