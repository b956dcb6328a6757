import { sql } from 'kysely';
import type { ConversationId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { APART, type Sql } from '../../store/visibility/sql.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { CONVERSATION_COLUMNS, isItsStaff, liveAt, withMarks } from '../conversations/open-conversation.ts';
import type { DeskName } from './desk.ts';

/** A conversation with a function, and what the desk keeps of it. */
export interface CaseRow extends Conversation {
  /** The seat that has it, if that is still held. */
  readonly heldBy: SeatId | null;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly readId: string | null;
  readonly muted: boolean;
  /** Whether its member is in it still. */
  readonly there: boolean;
}

/** Which of a desk's conversations are looked at. */
export interface Looking {
  /** Those that may be open, or those that were ever closed. */
  readonly among: 'open' | 'closed' | 'all';
  readonly tag?: string | undefined;
  readonly only?: ConversationId;
  /** Closed since then, or begun since then. */
  readonly since?: Instant;
}

/**
 * Conversations with the function that its staff may open, as rows: more than stand in a queue for this viewer, since what
 * they see of each isn't asked here. Those that the viewer began themselves are left out.
 */
export async function loadCaseRows(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, function: fn }: DeskName,
  { among, tag, only, since = Number.NEGATIVE_INFINITY }: Looking,
  at: Instant,
): Promise<CaseRow[]> {
  const { network, actor } = viewer;
  const me = sql`${actor?.id ?? null}::uuid`;
  const now = instantValue(at);
  const live = (of: string) =>
    sql`${sql.ref(`${of}.valid_from`)} <= ${now} and ${sql.ref(`${of}.valid_until`)} > ${now}`;
  const closing = sql`from community.desk_closing z where z.network_id = ${network} and z.conversation_id = c.id`;
  const there = sql<boolean>`exists (select 1 from community.participant p where p.network_id = ${network}
    and p.conversation_id = c.id and p.state = 'member')`;
  const which: Record<Looking['among'], Sql<boolean>> = {
    open: sql`(${there} and not exists (select 1 ${closing} and z.valid_until = 'infinity'))`,
    closed: sql`((not ${there} and c.created_at > ${instantValue(since)}) or exists (select 1 ${closing} and z.valid_from > ${instantValue(since)}))`,
    all: sql`c.created_at > ${instantValue(since)}`,
  };
  const { rows } = await sql<CaseRow>`
    with those as materialized (
      select ${CONVERSATION_COLUMNS}, ${there} as there from community.conversation c
      where c.network_id = ${network} and c.organisation_id = ${organisation} and c.function = ${fn}
        and ${isItsStaff(viewer, liveAt(at))} and c.begun_by <> ${me} and ${which[among]}
        and (${only ?? null}::uuid is null or c.id = ${only ?? null}::uuid)
        and (${tag ?? null}::uuid is null or exists (select 1 from community.desk_tagging g
          where g.network_id = ${network} and g.conversation_id = c.id and g.tag_id = ${tag ?? null}::uuid and ${live('g')})))
    select those.*, held.seat_id as "heldBy", k.read_id as "readId", coalesce(k.muted, false) as muted,
      coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name))
        from community.desk_tagging g join community.desk_tag t on t.network_id = ${network} and t.id = g.tag_id
        where g.network_id = ${network} and g.conversation_id = those.id and ${live('g')} and ${live('t')}), '[]') as tags
    from those
    ${withMarks(viewer, sql`those.id`)}
    left join lateral (select a.seat_id from community.desk_assignment a
      join community.seat s on s.network_id = ${network} and s.id = a.seat_id and ${live('s')}
        and s.organisation_id = ${organisation} and s.name = ${fn}
      where a.network_id = ${network} and a.conversation_id = those.id and ${live('a')} ${APART}) held on true`.execute(
    store.community,
  );
  return rows;
}
