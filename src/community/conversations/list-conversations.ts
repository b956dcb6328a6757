import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import {
  type ActorId,
  type ConversationId,
  holdsAt,
  type Instant,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { APART, type Sql } from '../../store/visibility/sql.ts';
import { type ListPage, wholeList } from '../actors/list-page.ts';
import { actingIn, type Conversation, type Role } from './conversation.ts';
import { lastSeenOf } from './last-seen.ts';
import {
  CONVERSATION_COLUMNS,
  isInIt,
  isItsStaff,
  liveAt,
  openConversation,
  withMarks,
} from './open-conversation.ts';

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

/** A conversation of the folder, with what the viewer keeps of it. */
type Row = Conversation & {
  readonly askedBy: ActorId | null;
  readonly readId: ObjectId | null;
  readonly muted: boolean;
};

/**
 * A folder of the viewer's, by the last message that they see in each, newest first; where they see none the
 * conversation isn't there. What they may not see moves nothing: the core decides before anything is put in order.
 */
export async function listConversations(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  folder: Folder,
  page: ListPage,
  at: Instant,
  only: ConversationId | null = null,
): Promise<Listed[]> {
  const me = viewer.actor?.id;
  if (me === undefined || holdsAt(viewer.facts.suspensions, at)) return [];
  const rows = await loadFolder(deps, viewer, folder, only, at);
  const role = ({ inbox: 'member', requests: 'asked', organisation: 'staff' } as const)[folder];
  const acting = new Map(
    rows.flatMap((conversation) => {
      const { as } = actingIn({ conversation, role });
      return as === undefined ? [] : [[conversation.id, as] as const];
    }),
  );
  const last = await lastSeenOf(
    deps,
    viewer,
    rows.map(({ id }) => id),
    at,
    // Pages that are read upward begin at the other end.
    only === null && page.after === null ? page : null,
    acting,
  );
  const listed = rows.map(({ askedBy, readId, muted, ...conversation }): Listed => {
    const seen = last.get(conversation.id);
    // Staff wrote what the organisation said.
    const voice = folder === 'organisation' ? conversation.organisation : me;
    const unread = seen !== undefined && seen.sender !== voice && seen.id > (readId ?? '');
    return { conversation, role, askedBy, last: seen?.id ?? null, unread, muted };
  });
  return only === null ? onPage(listed, page) : listed;
}

/** The page of those of which something is seen, newest first. */
function onPage(listed: readonly Listed[], { limit, before, since, after }: ListPage): Listed[] {
  const from = after ?? since;
  const among = listed
    .filter(
      ({ last }) => last !== null && (before === null || last < before) && (from === null || last > from),
    )
    .sort((a, b) => ((a.last ?? '') < (b.last ?? '') ? 1 : -1));
  return after === null ? among.slice(0, limit) : among.slice(-limit);
}

async function loadFolder(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  folder: Folder,
  only: ConversationId | null,
  at: Instant,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with mine as materialized (
      select ${CONVERSATION_COLUMNS}, ${folder === 'organisation' ? sql`null::uuid` : sql`p.asked_by`} as "askedBy"
      ${inFolder(viewer, folder, at)} and (${only}::uuid is null or c.id = ${only}::uuid))
    select mine.*, k.read_id as "readId", coalesce(k.muted, false) as muted
    from mine ${withMarks(viewer, sql`mine.id`)}`.execute(store.community);
  return rows;
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
    cross join lateral (select c.* from community.conversation c
      where c.network_id = ${network} and c.id = p.conversation_id ${APART}) c
    where p.network_id = ${network} and p.actor_id = ${me} and ${isInIt(viewer, live)}
      and ${folder === 'inbox' ? sql`p.state = 'member'` : sql`p.state = 'asked' and ${notBlocked}`}`;
}
