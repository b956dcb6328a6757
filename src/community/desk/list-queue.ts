import { absent, ok, type Result } from '../../core/result.ts';
import { type ConversationId, DAY_MS, type Instant, type ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { openConversation } from '../conversations/open-conversation.ts';
import { type Case, loadCases } from './cases.ts';
import { type Desk, openDesk } from './desk.ts';
import { isInQueue, QUEUES, type Queue } from './queues.ts';

/** Closed ones are counted as far back as this. */
const COUNTED_MS = 30 * DAY_MS;

/** A page of a queue. */
export interface QueuePage {
  readonly queue: Queue;
  readonly tag?: string | undefined;
  readonly limit: number;
  /** The turn of the last that was shown; null is from the start. */
  readonly after: ObjectId | null;
}

/** A queue: who has waited longest comes first, of what is closed the latest. */
export async function listQueue(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  desk: Desk,
  page: QueuePage,
  at: Instant,
): Promise<Case[]> {
  const mine = desk.mine?.id ?? null;
  if (page.queue === 'closed') return listClosed(deps, viewer, desk, page, at);
  const cases = await loadCases(deps, viewer, desk, { among: 'open', tag: page.tag }, at);
  return cases
    .filter((one) => isInQueue(page.queue, one, mine) && (page.after === null || one.turn > page.after))
    .sort((a, b) => (a.turn < b.turn ? -1 : 1))
    .slice(0, page.limit);
}

async function listClosed(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  desk: Desk,
  { tag, limit, after }: QueuePage,
  at: Instant,
): Promise<Case[]> {
  const found: Case[] = [];
  // Read on past those that were opened again, until the page is full or the list at its end.
  for (let before = after; ; ) {
    const cases = await loadCases(deps, viewer, desk, { among: 'closed', tag }, at, { limit, before });
    const page = cases
      .filter(({ turn, listed }) => before === null || (listed.last ?? turn) < before)
      .sort((a, b) => ((a.listed.last ?? '') < (b.listed.last ?? '') ? 1 : -1))
      .slice(0, limit);
    found.push(...page.filter(({ state }) => state === 'closed'));
    before = page.at(-1)?.listed.last ?? null;
    if (page.length < limit || found.length >= limit || before === null) return found.slice(0, limit);
  }
}

/** How many stand in each queue; of closed ones those of the last thirty days. */
export async function countQueues(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  desk: Desk,
  at: Instant,
): Promise<Readonly<Record<Queue, number>>> {
  const [open, closed] = await Promise.all([
    loadCases(deps, viewer, desk, { among: 'open' }, at),
    loadCases(deps, viewer, desk, { among: 'closed', since: at - COUNTED_MS }, at),
  ]);
  const mine = desk.mine?.id ?? null;
  const count = (queue: Queue) =>
    (queue === 'closed' ? closed : open).filter((one) => isInQueue(queue, one, mine)).length;
  return Object.fromEntries(QUEUES.map((queue) => [queue, count(queue)])) as Record<Queue, number>;
}

/** One conversation of a desk's. */
export interface OpenedCase {
  readonly desk: Desk;
  readonly one: Case;
}

/** Opens it for a seat; absent to whoever has none in its function, and where its seat sees nothing of it. */
export async function openCase(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ConversationId,
  at: Instant,
): Promise<Result<OpenedCase>> {
  const opened = await openConversation(deps, viewer, id, at);
  if (!opened.ok) return opened;
  const { organisation, fn } = opened.value.conversation;
  if (opened.value.role !== 'staff' || organisation === null || fn === null) return absent;
  const desk = await openDesk(deps, viewer, { organisation, function: fn }, at);
  if (!desk.ok) return desk;
  const [one] = await loadCases(deps, viewer, desk.value, { among: 'all', only: id }, at);
  return one === undefined ? absent : ok({ desk: desk.value, one });
}
