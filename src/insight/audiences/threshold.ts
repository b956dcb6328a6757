import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/**
 * From how many members on, as told, an audience is signed before it is used. The noise of an answer has σ = 65, so that about
 * as many are the least of which it can be told at all that there are some; and in a network of that size nobody should be
 * picked out of sight of those who answer for it. An organisation may have it be less, not more.
 */
export const SIGNED_FROM = 100;

/** From how many on this organisation's are. */
export async function loadThreshold(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<number> {
  const now = instantValue(at);
  const { rows } = await sql<{
    from: number;
  }>`select t.signed_from as from from community.audience_threshold t
    where t.network_id = ${network} and t.organisation_id = ${organisation}
      and t.valid_from <= ${now} and t.valid_until > ${now}
    order by t.valid_from desc limit 1`.execute(db);
  return Math.min(SIGNED_FROM, rows[0]?.from ?? SIGNED_FROM);
}

/** Any expert may have more be signed; that less is, is for those who sign it. */
export async function setThreshold(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  signedFrom: number,
  at: Instant,
): Promise<Result<number>> {
  const { network } = viewer;
  const seated = await seatedIn(store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const { disciplines } = seated.value;
  if (disciplines.length === 0) return refuse({ kind: 'forbidden', says: 'That is for the experts.' });
  if (signedFrom > SIGNED_FROM) {
    return refuse({ kind: 'invalid', field: 'signed_from', says: `is ${SIGNED_FROM} at most` });
  }
  const signsIt = disciplines.some((one) => one === 'legal' || one === 'compliance');
  return store.community.transaction().execute(async (trx): Promise<Result<number>> => {
    // One after the other, of which the later one sees what the earlier said.
    const lock = `threshold ${network} ${organisation}`;
    await takeLock(trx, lock);
    const current = await loadThreshold(trx, network, organisation, at);
    if (signedFrom === current) return ok(current);
    if (signedFrom > current && !signsIt) {
      const says = 'Only experts in law or compliance, who sign audiences, can have fewer of them be signed.';
      return refuse({ kind: 'forbidden', says });
    }
    await trx
      .updateTable('community.audience_threshold')
      .set({ valid_until: timestamp(at) })
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('valid_until', '>', instantValue(at))
      .execute();
    await sql`
      insert into community.audience_threshold (network_id, organisation_id, signed_from, valid_from, valid_until)
      values (${network}, ${organisation}, ${signedFrom}, ${instantValue(at)}, ${instantValue(FOREVER)})
      on conflict (network_id, organisation_id, valid_from)
        do update set signed_from = excluded.signed_from, valid_until = excluded.valid_until`.execute(trx);
    return ok(signedFrom);
  });
}
