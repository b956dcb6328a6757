import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant, NetworkId, ObjectId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatFor } from '../../store/seats.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { lockLoose } from '../attachments/message-attachments.ts';
import { postOfKey } from '../posts/idempotency.ts';
import { presentKey } from './conversation.ts';
import { hasAnswered } from './has-answered.ts';
import { insertMessage } from './insert-message.ts';
import { markRead } from './marks.ts';
import { isUnattended, nobodyThere } from './nobody-there.ts';
import { once } from './once.ts';
import { lockConversation, type Opened, openConversation } from './open-conversation.ts';
import { otherParticipants, setParticipant } from './participants.ts';
import { fitToSay, NOT_LOOSE, type Said } from './said.ts';

const waiting = refuse({
  kind: 'conflict',
  says: 'You can write more once your request has been accepted.',
});
const unanswered = refuse({
  kind: 'conflict',
  says: 'They haven’t answered yet. You can write more once they do.',
});

/**
 * Says something in a conversation.
 * @param key of idempotency
 */
export async function sendMessage(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  id: ConversationId,
  said: Said,
  key: string | null,
  at: Instant,
): Promise<Result<ObjectId>> {
  const before = await openConversation(deps, viewer, id, at);
  if (!before.ok) return before;
  const { network } = viewer;
  const asking = { network, actor: before.value.me, key: key === null ? null : `message ${id} ${key}` };
  // What was sent already has taken its files along.
  const sent =
    asking.key === null ? null : await postOfKey(deps.store.community, network, asking.actor, asking.key, at);
  if (sent !== null) return ok(sent);
  const fit = await fitToSay(deps, viewer, said, at);
  if (!fit.ok) return fit;
  const direct = await mayWriteTo(deps, viewer, before.value, at);
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      const opened = await lockConversation(trx, viewer, id, at);
      return opened.ok ? say(trx, deps, viewer, opened.value, said, direct, at) : opened;
    }),
  );
}

/** Whom of a conversation of two the viewer may write to without asking. */
async function mayWriteTo(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { conversation, me }: Opened,
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  if (conversation.kind !== 'direct') return new Set();
  const others = await otherParticipants(deps.store.community, viewer.network, conversation.id, me);
  const ids = others.map(({ actor }) => actor);
  return seenActors(deps, viewer, ids, at, 'contact');
}

/**
 * The same within a transaction that holds the conversation's lock.
 * @param direct those who let the viewer write to them without asking
 */
export async function say(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  viewer: Viewer,
  opened: Opened,
  said: Said,
  direct: ReadonlySet<ActorId>,
  at: Instant,
): Promise<Result<ObjectId>> {
  const { conversation, role, me, voice } = opened;
  const { network } = viewer;
  if (role === 'asked')
    return refuse({ kind: 'conflict', says: 'Accept the conversation first, then answer.' });
  const others = await otherParticipants(trx, network, conversation.id, me);
  if (conversation.kind === 'direct') {
    const [other] = others;
    if (other === undefined) return nobodyThere;
    if (other.state !== 'member') {
      if (!direct.has(other.actor)) return waiting;
      // Who was asked before has meanwhile let the viewer write to them.
      await setParticipant(trx, network, conversation.id, other.actor, { state: 'member' }, at);
      await tie(trx, network, presentKey(conversation), [other.actor], at);
    }
  }
  if (role === 'member' && (await isUnattended(trx, network, conversation))) return nobodyThere;
  if (role === 'staff') {
    if (others.length === 0) return nobodyThere;
    // What the organisation began goes on when the member answers: one letter is one letter.
    if (!(await hasAnswered(trx, network, conversation))) return unanswered;
  }
  if (!(await lockLoose(trx, viewer, said.attachments))) return NOT_LOOSE;
  const message = await insertMessage(
    trx,
    deps,
    network,
    conversation,
    { sender: voice, event: null, seat: await seatIn(trx, network, opened, at), ...said },
    at,
  );
  await markRead(trx, network, conversation.id, me, message);
  return ok(message);
}

/** In which seat staff speak: the one that they hold in the function which the conversation is with. */
async function seatIn(
  trx: Kysely<Database>,
  network: NetworkId,
  { conversation: { organisation, fn }, role, me }: Opened,
  at: Instant,
): Promise<SeatId | null> {
  return role !== 'staff' || organisation === null || fn === null
    ? null
    : seatFor(trx, network, { actor: me, organisation, fn }, at);
}
