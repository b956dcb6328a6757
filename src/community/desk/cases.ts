import { sql } from 'kysely';
import type { Acting } from '../../privacy/facts.ts';
import type { Instant, ObjectId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import type { MessageEvent } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lastSeenOf, type Wanted } from '../conversations/last-seen.ts';
import type { Listed } from '../conversations/list-conversations.ts';
import { isKept, OBJECT_COLUMNS } from '../conversations/messages-page.ts';
import { type CaseRow, type Looking, loadCaseRows } from './case-rows.ts';
import type { DeskName } from './desk.ts';
import { type CaseState, stateOf } from './queues.ts';

/** A conversation as it stands on a desk for one who has a seat there. */
export interface Case {
  readonly listed: Listed;
  readonly state: CaseState;
  /** The message on which it stands so: the first that waits for an answer, or the last of all. It orders the queues. */
  readonly turn: ObjectId;
  readonly heldBy: SeatId | null;
  readonly tags: CaseRow['tags'];
}

/** Messages that are looked through for the first without an answer: whoever wrote more has waited about as long. */
const LOOKED_THROUGH = 10;

/** A desk's conversations of which this viewer sees something: each message that counts is decided by the core. */
export async function loadCases(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  desk: DeskName,
  looking: Looking,
  at: Instant,
  wanted: Wanted | null = null,
): Promise<Case[]> {
  const rows = await loadCaseRows(deps, viewer, desk, looking, at);
  const ids = rows.map(({ id }) => id);
  // It is read for the organisation, in the function.
  const acting = { organisation: desk.organisation, capacity: desk.function };
  const inItsName = new Map(ids.map((id) => [id, acting]));
  const last = await lastSeenOf(deps, viewer, ids, at, wanted, inItsName);
  const events = await eventsOf(
    deps,
    viewer,
    [...last.values()].map(({ id }) => id),
  );
  const cases = rows.flatMap((row): Case[] => {
    const seen = last.get(row.id);
    if (seen === undefined) return [];
    const { heldBy, tags, readId, muted, there, ...conversation } = row;
    const event = events.get(seen.id) ?? null;
    const state = there ? stateOf({ sender: seen.sender, event }, desk.organisation) : 'closed';
    const unread = seen.sender !== desk.organisation && seen.id > (readId ?? '');
    const listed = { conversation, role: 'staff', askedBy: null, last: seen.id, unread, muted } as const;
    return [{ listed, state, turn: seen.id, heldBy, tags }];
  });
  const open = cases.filter(({ state }) => state === 'open');
  const waiting = await firstUnanswered(deps, viewer, acting, open, at);
  return cases.map((one) => ({ ...one, turn: waiting.get(one.listed.conversation.id) ?? one.turn }));
}

async function eventsOf(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, MessageEvent | null>> {
  if (ids.length === 0) return new Map();
  const rows = await store.community
    .selectFrom('community.message')
    .select(['id', 'event'])
    .where('network_id', '=', network)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, event }) => [id, event]));
}

/** Of each, the first message since the organisation's last that the viewer sees. */
async function firstUnanswered(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  acting: Acting,
  cases: readonly Case[],
  at: Instant,
): Promise<ReadonlyMap<string, ObjectId>> {
  if (cases.length === 0) return new Map();
  const ids = cases.map(({ listed }) => listed.conversation.id);
  const { rows } = await sql<{ conversation: string; ids: ObjectId[] }>`
    select c.id as conversation, array(select m.id::text from community.message m
      where m.network_id = ${viewer.network} and m.conversation_id = c.id and ${isKept(viewer)}
      order by m.id desc limit ${LOOKED_THROUGH}) as ids
    from unnest(${ids}::uuid[]) as c (id)`.execute(store.community);
  const messages = sql`select ${OBJECT_COLUMNS} from community.message m
    where m.network_id = ${viewer.network} and m.id = any(${rows.flatMap((row) => row.ids)}::uuid[])`;
  const candidates = await loadCandidates(store, viewer, { kind: 'message', rows: messages }, at);
  const seen = new Map(
    candidates.flatMap((one) => (isVisible(one, at, acting) ? [[one.id, one] as const] : [])),
  );
  return new Map(
    rows.flatMap(({ conversation, ids }) => {
      const visible = ids.flatMap((id) => seen.get(id) ?? []);
      const answered = visible.findIndex(({ facts }) => facts.object.owner === acting.organisation);
      const first = (answered < 0 ? visible : visible.slice(0, answered)).at(-1);
      return first === undefined ? [] : [[conversation, first.id] as const];
    }),
  );
}
