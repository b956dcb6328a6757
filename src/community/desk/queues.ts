import type { ActorId, SeatId } from '../../privacy/words.ts';
import type { MessageEvent } from '../../store/schema.ts';

/** Whose turn it is: ours, the member's, or nobody's. */
export type CaseState = 'open' | 'waiting' | 'closed';

/** `unassigned` and `mine` are of those that are open; the rest are the states, `open` being all that are. */
export const QUEUES = ['unassigned', 'mine', 'open', 'waiting', 'closed'] as const;
export type Queue = (typeof QUEUES)[number];

/** What is said last where a conversation is closed. */
const CLOSES: readonly (MessageEvent | null)[] = ['solved', 'idle', 'left'];

export const closesBy = (event: MessageEvent | null): event is 'solved' | 'idle' | 'left' =>
  CLOSES.includes(event);

/**
 * How a conversation stands, by the last that was said in it: so it stands for each as what they see of it does, and what
 * somebody may not see moves nothing.
 */
export function stateOf(
  last: { readonly sender: ActorId; readonly event: MessageEvent | null },
  organisation: ActorId | null,
): CaseState {
  if (closesBy(last.event)) return 'closed';
  return last.sender === organisation ? 'waiting' : 'open';
}

/** Whether a conversation stands in a queue for whoever has this seat. */
export function isInQueue(
  queue: Queue,
  { state, heldBy }: { readonly state: CaseState; readonly heldBy: SeatId | null },
  mine: SeatId | null,
): boolean {
  switch (queue) {
    case 'unassigned':
      return state === 'open' && heldBy === null;
    case 'mine':
      return state !== 'closed' && heldBy !== null && heldBy === mine;
    case 'open':
    case 'waiting':
    case 'closed':
      return state === queue;
  }
}
