import { z } from 'zod';
import type { Case } from '../../community/desk/cases.ts';
import type { Desk } from '../../community/desk/desk.ts';
import { idSchema } from '../../http/endpoint.ts';
import { namedSeatSchema, presentSeats } from '../../present/seat.ts';
import { type ConversationId, FUNCTIONS, type Instant, type SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { conversationJson, presentConversations } from '../conversations/conversation-json.ts';

export const BASE = '/api/organisations/v1/desk';

/** Which desk. */
export const deskQuery = z.object({
  organisation: actorId,
  function: z.enum(FUNCTIONS, 'is no business function'),
});

export const caseParams = z.object({ id: idSchema.transform((id) => id.toLowerCase() as ConversationId) });
export const seatId = idSchema.transform((id) => id.toLowerCase() as SeatId);

export const tagJson = z.object({ id: z.string(), name: z.string() });
/** A seat for those who work beside it: with its id, and whether it is one's own. */
export const deskSeatJson = namedSeatSchema.extend({ id: z.string(), mine: z.boolean() });

export const caseJson = z
  .object({
    conversation: conversationJson,
    state: z.enum(['open', 'waiting', 'closed']),
    /** The message on which it stands so, and by which the next page is asked for. */
    turn: z.string(),
    seat: deskSeatJson.nullable(),
    tags: z.array(tagJson),
  })
  .meta({ id: 'DeskCase' });

/** The seats of a desk, for one of them. */
export async function presentDeskSeats(
  deps: Deps,
  viewer: Viewer,
  { seats, mine }: Desk,
  at: Instant,
): Promise<z.output<typeof deskSeatJson>[]> {
  const ids = seats.map(({ id }) => id);
  const presented = await presentSeats(deps, viewer, ids, at);
  return ids.flatMap((id) => {
    const seat = presented.get(id);
    return seat === undefined ? [] : [{ id, mine: id === mine?.id, ...seat }];
  });
}

/** Conversations as they stand on a desk. */
export async function presentCases(
  deps: Deps,
  viewer: Viewer,
  desk: Desk,
  cases: readonly Case[],
  at: Instant,
): Promise<z.output<typeof caseJson>[]> {
  const [conversations, seats] = await Promise.all([
    presentConversations(
      deps,
      viewer,
      cases.map(({ listed }) => listed),
      at,
    ),
    presentDeskSeats(deps, viewer, desk, at),
  ]);
  return cases.flatMap(({ state, turn, heldBy, tags }, n) => {
    const conversation = conversations[n];
    if (conversation === undefined) return [];
    const seat = seats.find(({ id }) => id === heldBy) ?? null;
    return [{ conversation, state, turn, seat, tags: tags.map((tag) => ({ ...tag })) }];
  });
}
