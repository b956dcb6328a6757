import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { askable, MOST_PEOPLE } from './begin-group.ts';
import { presentKey } from './conversation.ts';
import { insertMessage } from './insert-message.ts';
import { lockConversation, openConversation } from './open-conversation.ts';
import { otherParticipants, setParticipant, unasked } from './participants.ts';
import { takeRequests } from './request-budget.ts';

/**
 * Asks more people into a group. They read what is said from now on: a new chapter begins, in whose set they are as
 * well; what was said before went to those who were in it then. All are told that somebody was asked, not who.
 */
export async function askToJoin(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  people: readonly ActorId[],
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  const before = await openConversation(deps, viewer, id, at);
  if (!before.ok) return before;
  const asked = await askable(deps, viewer, people, at);
  const direct = asked.ok ? await seenActors(deps, viewer, asked.value, at, 'contact') : new Set();
  return deps.store.community.transaction().execute(async (trx) => {
    const opened = await lockConversation(trx, viewer, id, at);
    if (!opened.ok) return opened;
    const { conversation, role, me } = opened.value;
    if (conversation.kind !== 'group') {
      const says = 'Nobody can be added here; begin a conversation of several instead.';
      return refuse({ kind: 'conflict', says });
    }
    if (role !== 'member') return absent;
    if (!asked.ok) return asked;
    const others = await otherParticipants(trx, network, id, me);
    const there = new Map(others.map(({ actor, state }) => [actor, state]));
    const fresh = asked.value.filter((actor) => !there.has(actor));
    if (others.length + 1 + fresh.length > MOST_PEOPLE) {
      return refuse({ kind: 'invalid', says: `A conversation has ${MOST_PEOPLE} people at most.` });
    }
    if (fresh.length === 0) return ok(null);
    const strangers = fresh.filter((actor) => !direct.has(actor)).length;
    const taken = await takeRequests(trx, network, me, strangers, at);
    if (!taken.ok) return taken;
    const quiet = await unasked(trx, network, me, fresh, at - REQUEST_LIFE);
    const next = { ...conversation, chapter: conversation.chapter + 1 };
    await trx
      .updateTable('community.conversation')
      .set({ chapter: next.chapter })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
    for (const actor of fresh) {
      const state = quiet.has(actor) ? 'refused' : 'asked';
      await setParticipant(trx, network, id, actor, { state, askedBy: me }, at);
    }
    const stay = others.flatMap(({ actor, state }) => (state === 'refused' ? [] : [actor]));
    const reached = fresh.filter((actor) => !quiet.has(actor));
    await tie(trx, network, presentKey(next), [me, ...stay, ...reached], at);
    await insertMessage(trx, deps, network, next, { sender: me, event: 'asked', text: '' }, at);
    return ok(null);
  });
}
