import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { BusinessFunction, ConversationId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { hasAnswered } from '../conversations/has-answered.ts';
import { insertMessage } from '../conversations/insert-message.ts';
import { changeCase } from './change-case.ts';

/** That another function is to take a conversation over. */
export interface Handover {
  readonly id: string;
  readonly to: BusinessFunction;
  /** Its member said no; the desk isn't told. */
  readonly refused: boolean;
}

/** What was asked last and stands: until its member agrees, or it lapses. */
export async function standingHandover(
  db: Kysely<Database>,
  network: NetworkId,
  conversation: ConversationId,
  at: Instant,
): Promise<Handover | null> {
  const { rows } = await sql<Handover>`
    select h.id, h.to_function as to, h.refused_at is not null as refused from community.desk_handover h
    where h.network_id = ${network} and h.conversation_id = ${conversation} and h.agreed_at is null
      and h.asked_at > ${instantValue(at - REQUEST_LIFE)} order by h.asked_at desc, h.id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * Asks the member whether another function of the same organisation may take the conversation over. While that stands it
 * isn't asked again, whatever came of it: a no looks like silence.
 */
export async function askHandover(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ConversationId,
  to: BusinessFunction,
  at: Instant,
): Promise<Result<null>> {
  const { network } = viewer;
  return changeCase(deps, viewer, id, at, async (one) => {
    const { trx, conversation, organisation, function: fn, seat, there } = one;
    if (to === fn) return refuse({ kind: 'invalid', field: 'to', says: 'has it already' });
    if (!there || !(await hasAnswered(trx, network, conversation))) {
      return refuse({ kind: 'conflict', says: 'Nobody is there who could agree.' });
    }
    const stands = await standingHandover(trx, network, id, at);
    if (stands !== null) {
      if (stands.to === to) return ok(null);
      return refuse({ kind: 'conflict', says: 'Something was asked already, and isn’t answered yet.' });
    }
    await sql`insert into community.desk_handover (network_id, conversation_id, id, to_function, asked_at)
      values (${network}, ${id}, ${deps.ids.next(`handover ${id}`)}, ${to}, ${instantValue(at)})`.execute(
      trx,
    );
    const said = { sender: organisation, event: 'handover-asked', text: to, seat } as const;
    await insertMessage(trx, deps, network, conversation, said, at);
    return ok(null);
  });
}
