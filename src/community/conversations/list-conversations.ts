import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import {
  type ActorId,
  type ConversationId,
  holdsAt,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { type ListPage, pageClause, turned, wholeList } from '../actors/list-page.ts';
import type { Conversation, Role } from './conversation.ts';
import { isKept } from './messages-page.ts';
import { CONVERSATION_COLUMNS, isInIt, isItsStaff, liveAt, openConversation } from './open-conversation.ts';

/** `inbox`: those that one is in; `requests`: those that one is asked into; `organisation`: those to answer as staff. */
export const FOLDERS = ['inbox', 'requests', 'organisation'] as const;
export type Folder = (typeof FOLDERS)[number];

/** A conversation as it stands in a list: with the last of what the viewer sees of it. */
export interface Listed {
  readonly conversation: Conversation;
  readonly role: Role;
  readonly askedBy: ActorId | null;
  /** Null only where it was asked for by its id. */
  readonly last: ObjectId | null;
  readonly unread: boolean;
  readonly muted: boolean;
}

type Row = Conversation & Omit<Listed, 'conversation' | 'role'>;

/**
 * A folder of the viewer's, by the last message that they see in each, newest first; where they see none the
 * conversation isn't there. What they may not see moves nothing: the rule decides in the query.
 */
export async function listConversations(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  folder: Folder,
  page: ListPage,
  at: Instant,
  only: ConversationId | null = null,
): Promise<Listed[]> {
  const { network, actor } = viewer;
  if (holdsAt(viewer.facts.suspensions, at)) return [];
  const me = sql`${actor?.id ?? null}::uuid`;
  const { rows } = await sql<Row>`
    with mine as materialized (
      select ${CONVERSATION_COLUMNS}, ${folder === 'organisation' ? sql`null::uuid` : sql`p.asked_by`} as "askedBy"
      ${inFolder(viewer, folder, at)} and (${only}::uuid is null or c.id = ${only}::uuid)),
    listed as (
      select mine.*, seen.id as last, coalesce(k.muted, false) as muted,
        coalesce(seen.sender_id <> ${voice(folder, me)}
          and seen.id > coalesce(k.read_id, '00000000-0000-0000-0000-000000000000'), false) as unread
      from mine left join lateral (
        select m.id, m.sender_id from community.message m
        where m.network_id = ${network} and m.conversation_id = mine.id and ${isKept(viewer)}
          and ${mayFilter(network, actor, toRead(at), 'message', 'm')}
        order by m.id desc limit 1) seen on true
      left join community.conversation_mark k on k.network_id = ${network} and k.conversation_id = mine.id
        and k.actor_id = ${me}
      where ${only === null ? sql`seen.id is not null` : sql`true`})
    select * from listed where ${pageClause('listed.last', page)}`.execute(store.community);
  const role = ({ inbox: 'member', requests: 'asked', organisation: 'staff' } as const)[folder];
  return turned(rows, page).map(({ askedBy, last, unread, muted, ...conversation }) => ({
    conversation,
    role,
    askedBy,
    last,
    unread,
    muted,
  }));
}

/** One conversation of the viewer's, as it would stand in its folder. */
export async function showConversation(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<Listed>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const folder = ({ member: 'inbox', asked: 'requests', staff: 'organisation' } as const)[opened.value.role];
  const [found] = await listConversations(deps, viewer, folder, wholeList(1), at, id);
  return found === undefined ? absent : ok(found);
}

/** Staff wrote what the organisation said. */
const voice = (folder: Folder, me: Sql<unknown>): Sql<unknown> =>
  folder === 'organisation' ? sql`mine.organisation` : me;

function inFolder(viewer: Viewer, folder: Folder, at: Instant): Sql<unknown> {
  const { network } = viewer;
  const live = liveAt(at);
  const me = sql`${viewer.actor?.id ?? null}::uuid`;
  if (folder === 'organisation') {
    return sql`from community.conversation c where c.network_id = ${network} and c.organisation_id in (
        select distinct split_part(t.set_key, ':', 2)::uuid from community.tie t where t.network_id = ${network}
          and t.member_id = ${me} and t.set_key like 'staff:%:%' and ${live})
      and ${isItsStaff(viewer, live)} and c.begun_by <> ${me}`;
  }
  const notBlocked = sql`not exists (select 1 from community.block b where b.network_id = ${network}
    and b.valid_until = 'infinity' and ((b.blocker_id = ${me} and b.blocked_id = p.asked_by)
      or (b.blocker_id = p.asked_by and b.blocked_id = ${me})))`;
  return sql`from community.participant p
    join community.conversation c on c.network_id = ${network} and c.id = p.conversation_id
    where p.network_id = ${network} and p.actor_id = ${me} and ${isInIt(viewer, live)}
      and ${folder === 'inbox' ? sql`p.state = 'member'` : sql`p.state = 'asked' and ${notBlocked}`}`;
}
