import { sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import { type ConversationId, DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadCases } from './cases.ts';
import { type Desk, type DeskName, openDesk } from './desk.ts';
import { countQueues } from './list-queue.ts';
import type { Queue } from './queues.ts';
import { readTally, type Tally } from './tally.ts';

/** Figures are of so many days. */
export const FIGURES_DAYS = 30;

/** What a desk did. Of members it says nothing. */
export interface Figures {
  readonly queues: Readonly<Record<Queue, number>>;
  /** Conversations that began, and how many of them have an answer. */
  readonly begun: number;
  readonly answered: number;
  /** Half of the answers came within so many seconds; null where there is none. */
  readonly medianFirstAnswerSeconds: number | null;
  readonly outbound: Tally;
}

/** A desk's own figures, over those of its conversations that whoever asks sees. */
export async function deskFigures(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  name: DeskName,
  at: Instant,
): Promise<Result<Figures>> {
  const desk = await openDesk(deps, viewer, name, at);
  if (!desk.ok) return desk;
  const since = at - FIGURES_DAYS * DAY_MS;
  const [queues, cases, outbound] = await Promise.all([
    countQueues(deps, viewer, desk.value, at),
    loadCases(deps, viewer, name, { among: 'all', since }, at),
    readTally(deps.store.community, viewer.network, name, FIGURES_DAYS, at),
  ]);
  const ids = cases.map(({ listed }) => listed.conversation.id);
  return ok({ queues, outbound, ...(await answerTimes(deps, viewer, desk.value, ids)) });
}

/** Of conversations that members began: when the organisation said its first word in each. */
async function answerTimes(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  { organisation }: Desk,
  ids: readonly ConversationId[],
): Promise<Pick<Figures, 'begun' | 'answered' | 'medianFirstAnswerSeconds'>> {
  const { rows } = await sql<{ begun: number; answered: number; median: number | null }>`
    with of_members as (
      select c.created_at, (select min(m.sent_at) from community.message m where m.network_id = ${network}
          and m.conversation_id = c.id and m.sender_id = ${organisation} and m.event is null) as answered_at
      from community.conversation c where c.network_id = ${network} and c.id = any(${[...ids]}::uuid[]))
    select count(*) filter (where answered_at is null or answered_at > created_at)::integer as begun,
      count(*) filter (where answered_at > created_at)::integer as answered,
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at))
        filter (where answered_at > created_at) as median
    from of_members`.execute(store.community);
  const [{ begun, answered, median } = { begun: 0, answered: 0, median: null }] = rows;
  return { begun, answered, medianFirstAnswerSeconds: median === null ? null : Math.round(median) };
}
