import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type ActorId, type ConversationId, holdsAt, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, ParticipantState } from '../../store/schema.ts';
import { isSuspended } from '../../store/suspensions.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { APART, type Sql } from '../../store/visibility/sql.ts';
import { actingMember } from '../actors/acting.ts';
import { type Conversation, type Role, voiceOf } from './conversation.ts';

/** A conversation that is there for the viewer, who is in it, or is asked to be, or answers it as staff. */
export interface Opened {
  readonly conversation: Conversation;
  readonly role: Role;
  readonly me: ActorId;
  /** In whose name the viewer speaks in it. */
  readonly voice: ActorId;
  /** Who asked the viewer to join. */
  readonly askedBy: ActorId | null;
}

/** Columns of `community.conversation c`. */
export const CONVERSATION_COLUMNS = sql`c.id, c.kind, c.title, c.organisation_id as organisation, c.function as fn,
  c.begun_by as "begunBy", case when c.begun_by_organisation then 'organisation' else 'member' end as origin, c.chapter, c.created_at as "createdAt"`;

/** Whether the viewer is in the set, by ties for which this holds. */
const isIn = (viewer: Viewer, key: Sql<string>, live: Sql<boolean>): Sql<boolean> => sql`exists (
  select 1 from community.tie t where t.network_id = ${viewer.network} and t.set_key = ${key}
    and t.member_id = ${viewer.actor?.id ?? null}::uuid and ${live} ${APART})`;

const CHAPTER_KEY = sql<string>`'conversation:' || c.id || ':' || c.chapter`;
const STAFF_KEY = sql<string>`'staff:' || c.organisation_id || ':' || c.function`;

/** The viewer is in the conversation `c`, or asked to be. */
export const isInIt = (viewer: Viewer, live: Sql<boolean>): Sql<boolean> => isIn(viewer, CHAPTER_KEY, live);
/** The viewer has a seat in the function with which `c` is; while the organisation is suspended nobody acts in it. */
export const isItsStaff = (viewer: Viewer, live: Sql<boolean>): Sql<boolean> =>
  sql`(c.kind = 'organisation' and ${isIn(viewer, STAFF_KEY, live)}
    and not ${isSuspended(viewer.network, sql`c.organisation_id`)})`;

/** Joined to conversations: `k`, how far the viewer has read in each, and whether they muted it. */
export const withMarks = ({ network, actor }: Viewer, conversation: Sql<string>): Sql<unknown> =>
  sql`left join lateral (select k.read_id, k.muted from community.conversation_mark k where k.network_id = ${network}
    and k.actor_id = ${actor?.id ?? null}::uuid and k.conversation_id = ${conversation} ${APART}) k on true`;

export const liveAt = (at: Instant): Sql<boolean> =>
  sql`t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}`;
/** Of ties that have no end set: what was committed last counts, whatever the clock said when a request began. */
const NOT_ENDED: Sql<boolean> = sql`t.valid_until = 'infinity'`;

/** Opens a conversation to read in it; anybody else's is absent. */
export async function openConversation(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<Opened>> {
  if (holdsAt(viewer.facts.suspensions, at)) return absent;
  const opened = await find(store.community, viewer, id, liveAt(at));
  return opened === null ? absent : ok(opened);
}

/**
 * Opens it to change something, within a transaction: its row is locked, so that whoever leaves, is blocked or loses
 * their seat meanwhile comes before or after, not in between.
 */
export async function lockConversation(
  trx: Kysely<Database>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<Opened>> {
  const acting = actingMember(viewer, at);
  if (!acting.ok) return acting;
  // Nobody waits for what isn't theirs.
  if ((await find(trx, viewer, id, NOT_ENDED)) === null) return absent;
  await sql`select 1 from community.conversation c where c.network_id = ${viewer.network} and c.id = ${id}
    for update`.execute(trx);
  const opened = await find(trx, viewer, id, NOT_ENDED);
  return opened === null ? absent : ok(opened);
}

type Row = Conversation & {
  state: ParticipantState | null;
  asked_by: ActorId | null;
  inside: boolean;
  staff: boolean;
};

async function find(
  db: Kysely<Database>,
  viewer: Viewer,
  id: ConversationId,
  live: Sql<boolean>,
): Promise<Opened | null> {
  const me = viewer.actor?.id;
  if (me === undefined) return null;
  const { rows } = await sql<Row>`
    select ${CONVERSATION_COLUMNS}, p.state, p.asked_by, ${isInIt(viewer, live)} as inside,
      ${isItsStaff(viewer, live)} as staff
    from community.conversation c left join community.participant p
      on p.network_id = c.network_id and p.conversation_id = c.id and p.actor_id = ${me}
    where c.network_id = ${viewer.network} and c.id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { state, asked_by: askedBy, inside, staff, ...conversation } = row;
  const role =
    inside && (state === 'member' || state === 'asked') ? state : staff ? ('staff' as const) : null;
  if (role === null) return null;
  return { conversation, role, me, voice: voiceOf(conversation, role, me), askedBy };
}
