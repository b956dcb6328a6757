import { type Kysely, sql } from 'kysely';
import { DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database, OutboundOutcome } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { DeskName } from './desk.ts';

/** What may come of writing to a member. */
export const OUTCOMES = [
  'sent',
  'asked',
  'no',
  'capped',
  'absent',
  'unsigned',
] as const satisfies readonly OutboundOutcome[];

export type Tally = Readonly<Record<OutboundOutcome, number>>;

const dayOf = (at: Instant): string => timestamp(at).slice(0, 10);

/** Counts what came of writing: a desk's own deed, and no member. */
export async function countOutcome(
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, function: fn }: DeskName,
  outcome: OutboundOutcome,
  at: Instant,
): Promise<void> {
  await sql`insert into community.desk_tally as t (network_id, organisation_id, function, day, outcome, count)
    values (${network}, ${organisation}, ${fn}, ${dayOf(at)}::date, ${outcome}, 1)
    on conflict (network_id, organisation_id, function, day, outcome) do update set count = t.count + 1`.execute(
    db,
  );
}

/** What came of writing in so many days, today included. */
export async function readTally(
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, function: fn }: DeskName,
  days: number,
  at: Instant,
): Promise<Tally> {
  const { rows } = await sql<{ outcome: OutboundOutcome; count: number }>`
    select t.outcome, sum(t.count)::integer as count from community.desk_tally t where t.network_id = ${network}
      and t.organisation_id = ${organisation} and t.function = ${fn}
      and t.day > ${dayOf(at - days * DAY_MS)}::date group by t.outcome`.execute(db);
  const counts = new Map(rows.map(({ outcome, count }) => [outcome, count]));
  return Object.fromEntries(OUTCOMES.map((one) => [one, counts.get(one) ?? 0])) as Tally;
}
