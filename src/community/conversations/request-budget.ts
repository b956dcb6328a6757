import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/** Strangers whom a persona may ask at once, and again in every day after. */
export const REQUESTS_A_DAY = 20;

/**
 * Takes requests to strangers from a persona's budget, which fills evenly, as that of looks does. What becomes of them
 * plays no part: whoever takes none, refused before, or never answers costs the same, so that a refusal tells of the
 * asker's own asking alone.
 * @returns refused as `too-many`, with nothing taken
 */
export async function takeRequests(
  trx: Kysely<Database>,
  network: NetworkId,
  asker: ActorId,
  strangers: number,
  at: Instant,
): Promise<Result<null>> {
  if (strangers === 0) return ok(null);
  const cost = (strangers * DAY_MS) / REQUESTS_A_DAY;
  const spent = sql`greatest(request_budget.spent_until, ${instantValue(at)}) + ${cost} * interval '1 millisecond'`;
  const { rows } =
    strangers > REQUESTS_A_DAY
      ? { rows: [] }
      : await sql`
          insert into community.request_budget (network_id, actor_id, spent_until)
          values (${network}, ${asker}, ${instantValue(at + cost)})
          on conflict (network_id, actor_id) do update set spent_until = ${spent}
            where ${spent} <= ${instantValue(at + DAY_MS)}
          returning 1`.execute(trx);
  if (rows.length > 0) return ok(null);
  return refuse({
    kind: 'too-many',
    says: `That is more people who don’t let you write to them directly than you can ask in a day, ${REQUESTS_A_DAY}. Go on tomorrow.`,
    retryAfterSeconds: DAY_MS / REQUESTS_A_DAY / 1000,
  });
}

/** Forgets who has nothing left to pay for. */
export async function forgetRequests(db: Kysely<Database>, at: Instant): Promise<void> {
  await db.deleteFrom('community.request_budget').where('spent_until', '<=', instantValue(at)).execute();
}
