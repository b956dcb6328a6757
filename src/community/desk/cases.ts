import type { Acting } from '../../privacy/facts.ts';
import type { ActorId, ConversationId, Instant, ObjectId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { MessageEvent } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lastSeenOf, newestSeen, type Wanted } from '../conversations/last-seen.ts';
import type { Listed } from '../conversations/list-conversations.ts';
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
  const waiting = await firstUnanswered(
    deps,
    viewer,
    desk.organisation,
    open.map(({ listed }) => listed.conversation.id),
    inItsName,
    at,
  );
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
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  ids: readonly ConversationId[],
  acting: ReadonlyMap<ConversationId, Acting>,
  at: Instant,
): Promise<ReadonlyMap<ConversationId, ObjectId>> {
  const seen = await newestSeen(deps, viewer, ids, { take: LOOKED_THROUGH, acting }, at);
  return new Map(
    [...seen].flatMap(([conversation, messages]) => {
      const answered = messages.findIndex(({ sender }) => sender === organisation);
      const first = (answered < 0 ? messages : messages.slice(0, answered)).at(-1);
      return first === undefined ? [] : [[conversation, first.id] as const];
    }),
  );
}
