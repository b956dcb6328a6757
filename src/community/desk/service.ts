import { sql } from 'kysely';
import type { BusinessFunction, ConversationId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { REQUEST_LIFE } from '../connections/request-life.ts';
import { USUAL_IDLE_DAYS } from './idle-days.ts';

/** What the desk keeps of a conversation that its member sees: all that is written about them but what is said. */
export interface Service {
  readonly conversation: ConversationId;
  /** Names of tags. */
  readonly filedUnder: readonly string[];
  /** It closes by itself after so many days without a word. */
  readonly idleDays: number;
  /** Which function is to take it over, if the member agrees; null where nothing is asked. */
  readonly handoverTo: BusinessFunction | null;
}

/** The same for many conversations with organisations, in which the viewer is. That they are is the caller's to know. */
export async function loadServices(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  ids: readonly ConversationId[],
  at: Instant,
): Promise<ReadonlyMap<ConversationId, Service>> {
  if (ids.length === 0) return new Map();
  const now = instantValue(at);
  const live = (of: string) =>
    sql`${sql.ref(`${of}.valid_from`)} <= ${now} and ${sql.ref(`${of}.valid_until`)} > ${now}`;
  const { rows } = await sql<Service>`
    select c.id as conversation, array(select t.name from community.desk_tagging g
        join community.desk_tag t on t.network_id = ${network} and t.id = g.tag_id and ${live('t')}
        where g.network_id = ${network} and g.conversation_id = c.id and ${live('g')} order by lower(t.name)) as "filedUnder",
      coalesce((select i.days from community.desk_idle i where i.network_id = ${network}
        and i.organisation_id = c.organisation_id and i.function = c.function and ${live('i')}), ${USUAL_IDLE_DAYS})
        as "idleDays",
      (select case when h.refused_at is null then h.to_function end from community.desk_handover h
        where h.network_id = ${network} and h.conversation_id = c.id and h.agreed_at is null
          and h.asked_at > ${instantValue(at - REQUEST_LIFE)} order by h.asked_at desc, h.id desc limit 1) as "handoverTo"
    from community.conversation c where c.network_id = ${network} and c.id = any(${[...ids]}::uuid[])
      and c.kind = 'organisation'`.execute(store.community);
  return new Map(rows.map((row) => [row.conversation, row]));
}
