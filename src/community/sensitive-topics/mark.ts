import { type Kysely, sql } from 'kysely';
import { FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Topic } from '../../store/sensitive-marks.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** Who marks something: the network's administrators, or a space's own. */
export type MarkedBy = 'network' | 'space';

/** Marks a topic as sensitive from now on, or no longer, for those who mark it. What others marked stays. */
export async function setMark(
  db: Kysely<Database>,
  network: NetworkId,
  { kind, topic, by, sensitive }: Topic & { readonly by: MarkedBy; readonly sensitive: boolean },
  at: Instant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const lock = `mark ${network} ${kind} ${topic}`;
    await takeLock(trx, lock);
    const marked = await marksOn(trx, network, { kind, topic }, at);
    if (marked.includes(by) === sensitive) return;
    if (!sensitive) {
      await sql`update community.sensitive_mark set valid_until = ${instantValue(at)}
        where network_id = ${network} and kind = ${kind} and topic = ${topic} and marked_by = ${by}
          and valid_until > ${instantValue(at)}`.execute(trx);
      return;
    }
    await sql`
      insert into community.sensitive_mark (network_id, kind, topic, marked_by, valid_from, valid_until)
      values (${network}, ${kind}, ${topic}, ${by}, ${timestamp(at)}::timestamptz, ${timestamp(FOREVER)}::timestamptz)
      on conflict (network_id, kind, topic, marked_by, valid_from) do update set valid_until = excluded.valid_until`.execute(
      trx,
    );
  });
}

/** By whom a topic is marked now. */
export async function marksOn(
  db: Kysely<Database>,
  network: NetworkId,
  { kind, topic }: Topic,
  at: Instant,
): Promise<readonly MarkedBy[]> {
  const { rows } = await sql<{ by: MarkedBy }>`select m.marked_by as by from community.sensitive_mark m
    where m.network_id = ${network} and m.kind = ${kind} and m.topic = ${topic}
      and m.valid_from <= ${instantValue(at)} and m.valid_until > ${instantValue(at)} order by 1`.execute(db);
  return rows.map(({ by }) => by);
}
