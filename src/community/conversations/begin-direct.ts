import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { seenActors } from '../actors/seen-actors.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { presentKey } from './conversation.ts';
import { createConversation } from './create-conversation.ts';
import { insertMessage } from './insert-message.ts';
import { markRead } from './marks.ts';
import { once } from './once.ts';
import { lockConversation, type Opened } from './open-conversation.ts';
import { setParticipant, unasked } from './participants.ts';
import { takeRequests } from './request-budget.ts';
import { fitToSay, type Said } from './said.ts';
import { say } from './send-message.ts';

type Parts = Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>;

/**
 * Writes to somebody: in the conversation that the two have, or a new one. Who lets the viewer contact them is a member
 * of it at once; anybody else whom the viewer meets is asked by this one message. What comes of the asking isn't told.
 * @param key of idempotency
 */
export async function beginDirect(
  deps: Parts,
  viewer: Viewer,
  target: ActorId,
  said: Said,
  key: string | null,
  at: Instant,
): Promise<Result<ConversationId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (target === me.value) return refuse({ kind: 'invalid', field: 'with', says: 'names you alone' });
  const other = await meet(deps, viewer, target, at);
  if (other === null) return absent;
  if (other.kind !== 'persona') {
    const says = 'is no person; say to which function of an organisation you write';
    return refuse({ kind: 'invalid', field: 'with', says });
  }
  const fit = await fitToSay(deps, viewer, said, at);
  if (!fit.ok) return fit;
  const direct = await seenActors(deps, viewer, [target], at, 'contact');
  const { network } = viewer;
  const asking = { network, actor: me.value, key };
  return deps.store.community.transaction().execute((trx) =>
    once(trx, asking, at, async () => {
      if ((await lockPair(trx, network, me.value, target, at)).blocked) return absent;
      const known = await betweenTwo(trx, viewer, me.value, target);
      if (known !== null) {
        const opened = await reopened(trx, viewer, known, at);
        if (!opened.ok) return opened;
        const done = await say(trx, deps, viewer, opened.value, said, direct, at);
        return done.ok ? ok(known) : done;
      }
      const quiet = await unasked(trx, network, me.value, [target], at - REQUEST_LIFE);
      const state = direct.has(target) ? 'member' : quiet.has(target) ? 'refused' : 'asked';
      const taken = await takeRequests(trx, network, me.value, direct.has(target) ? 0 : 1, at);
      if (!taken.ok) return taken;
      const made = {
        kind: 'direct',
        title: '',
        with: null,
        begunBy: me.value,
        others: [{ actor: target, state }],
      } as const;
      const conversation = await createConversation(trx, deps, network, made, at);
      const first = { sender: me.value, event: null, ...said };
      const message = await insertMessage(trx, deps, network, conversation, first, at);
      await markRead(trx, network, conversation.id, me.value, message);
      return ok(conversation.id);
    }),
  );
}

/** The conversation that two have with each other, which neither has left. */
async function betweenTwo(
  trx: Kysely<Database>,
  { network }: Viewer,
  me: ActorId,
  other: ActorId,
): Promise<ConversationId | null> {
  const { rows } = await sql<{ id: ConversationId }>`
    select c.id from community.participant mine
    join community.conversation c on c.network_id = ${network} and c.id = mine.conversation_id and c.kind = 'direct'
    join community.participant theirs on theirs.network_id = ${network} and theirs.conversation_id = c.id
    where mine.network_id = ${network} and mine.actor_id = ${me} and mine.state <> 'left'
      and theirs.actor_id = ${other} and theirs.state <> 'left' order by c.id desc limit 1`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Opens it for who was asked in it as well: to write is to say yes, also after a no. */
async function reopened(
  trx: Kysely<Database>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<Opened>> {
  const me = viewer.actor?.id as ActorId;
  const { rows } = await sql<{ state: string; chapter: number }>`
    select p.state, c.chapter from community.conversation c
    join community.participant p on p.network_id = ${viewer.network} and p.conversation_id = c.id and p.actor_id = ${me}
    where c.network_id = ${viewer.network} and c.id = ${id} for update of c`.execute(trx);
  const [row] = rows;
  if (row !== undefined && row.state !== 'member') {
    await setParticipant(trx, viewer.network, id, me, { state: 'member' }, at);
    await tie(trx, viewer.network, presentKey({ id, chapter: row.chapter }), [me], at);
  }
  return lockConversation(trx, viewer, id, at);
}
