import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { createConversation } from './create-conversation.ts';
import { insertMessage } from './insert-message.ts';
import { markRead } from './marks.ts';
import { once } from './once.ts';
import { unasked } from './participants.ts';
import { takeRequests } from './request-budget.ts';
import { fitToSay, type Said } from './said.ts';

/** People in a conversation, at most: beyond that it is a space. */
export const MOST_PEOPLE = 50;

/** A conversation of several that is to begin. */
interface NewGroup {
  readonly people: readonly ActorId[];
  readonly title: string;
  readonly said: Said;
}

/**
 * Begins a conversation of several. Everybody is asked, also those who may be written to directly: to be in it shows
 * them to people whom they don't know. Until they have answered they read, and are shown to those alone who see them
 * anyway.
 * @param key of idempotency
 */
export async function beginGroup(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  { people, title, said }: NewGroup,
  key: string | null,
  at: Instant,
): Promise<Result<ConversationId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const asked = await askable(deps, viewer, people, at);
  if (!asked.ok) return asked;
  const fit = await fitToSay(deps, viewer, said, at);
  if (!fit.ok) return fit;
  const direct = await seenActors(deps, viewer, asked.value, at, 'contact');
  const asking = { network: viewer.network, actor: me.value, key };
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      const taken = await takeRequests(trx, viewer.network, me.value, asked.value.length - direct.size, at);
      if (!taken.ok) return taken;
      const quiet = await unasked(trx, viewer.network, me.value, asked.value, at - REQUEST_LIFE);
      const others = asked.value.map((actor) => ({
        actor,
        state: quiet.has(actor) ? ('refused' as const) : ('asked' as const),
      }));
      const made = { kind: 'group', title, with: null, begunBy: me.value, others } as const;
      const conversation = await createConversation(trx, deps, viewer.network, made, at);
      const first = { sender: me.value, event: null, ...said };
      const message = await insertMessage(trx, deps, viewer.network, conversation, first, at);
      await markRead(trx, viewer.network, conversation.id, me.value, message);
      return ok(conversation.id);
    }),
  );
}

/** The people, each once; all are there for the viewer, or none is. */
export async function askable(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  people: readonly ActorId[],
  at: Instant,
): Promise<Result<ActorId[]>> {
  const ids = [...new Set(people)].filter((id) => id !== viewer.actor?.id).sort();
  if (ids.length === 0) return refuse({ kind: 'invalid', field: 'with', says: 'names nobody else' });
  if (ids.length >= MOST_PEOPLE) {
    const says = `A conversation has ${MOST_PEOPLE} people at most; make a space for more.`;
    return refuse({ kind: 'invalid', field: 'with', says });
  }
  const met = await loadAcquaintances(deps, viewer, ids, at);
  const all = ids.every((id) => met.get(id)?.met === true && met.get(id)?.kind === 'persona');
  return all ? ok(ids) : absent;
}
