import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { CONVERSATION_COLUMNS } from '../conversations/open-conversation.ts';
import { closeCase } from './close-case.ts';
import { USUAL_IDLE_DAYS } from './idle-days.ts';

/** Closed by one sweep, at most: the next one goes on. */
const MOST = 200;

type Idle = Conversation & { readonly network: NetworkId };

/** Closes conversations with organisations in which nobody has said anything for as long as the desk says. */
export async function closeIdle(deps: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  const { rows } = await idle(deps.store.community, at, null);
  for (const one of rows) {
    await deps.store.community.transaction().execute(async (trx) => {
      await sql`select 1 from community.conversation c where c.network_id = ${one.network} and c.id = ${one.id}
        for update`.execute(trx);
      // Somebody may have said something meanwhile.
      const [still] = (await idle(trx, at, one)).rows;
      if (still === undefined) return;
      const { network, ...conversation } = still;
      await closeCase(trx, deps, network, conversation, { event: 'idle', seat: null }, at);
    });
  }
}

const idle = (db: Kysely<Database>, at: Instant, only: Idle | null) =>
  sql<Idle>`
    select ${CONVERSATION_COLUMNS}, c.network_id as network from community.conversation c
    left join community.desk_idle i on i.network_id = c.network_id and i.organisation_id = c.organisation_id
      and i.function = c.function and i.valid_until = 'infinity'
    where c.kind = 'organisation'
      and (${only?.network ?? null}::uuid is null or (c.network_id = ${only?.network ?? null} and c.id = ${only?.id ?? null}))
      and exists (select 1 from community.participant p where p.network_id = c.network_id and p.conversation_id = c.id
        and p.state = 'member')
      and not exists (select 1 from community.desk_closing z where z.network_id = c.network_id
        and z.conversation_id = c.id and z.valid_until = 'infinity')
      and (select m.sent_at from community.message m where m.network_id = c.network_id and m.conversation_id = c.id
        order by m.id desc limit 1) <= ${instantValue(at)} - coalesce(i.days, ${USUAL_IDLE_DAYS}) * interval '1 day'
    order by c.network_id, c.id limit ${MOST}`.execute(db);
