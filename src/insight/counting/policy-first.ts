import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { loadTerms } from './terms.ts';

/**
 * Whether a policy in force, the network's or the organisation's own, names the purpose: then experts have signed what is to be
 * kept to in it. Policies that speak of anything name none.
 */
export async function isNamed(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  purpose: Purpose,
  at: Instant,
): Promise<boolean> {
  const now = instantValue(at);
  const { rows } = await sql`select 1 from community.policy p
    where p.network_id = ${network} and ${purpose} = any(p.purposes)
      and (p.binds_id is null or p.binds_id = ${organisation}) and p.valid_from <= ${now} and p.valid_until > ${now}
    limit 1`.execute(db);
  return rows.length > 0;
}

/** The rule, and what to do. */
export const unnamed = (purpose: Purpose): Result<never> =>
  refuse({
    kind: 'conflict',
    says: `No policy in force names the purpose ${purpose}, and this organisation uses members’ data for none that its policies don’t name. Put a policy that speaks of it before the experts.`,
  });

/**
 * Whether an organisation may use members' data for a purpose now: not where it wants a policy to name it, and none does. Of what is
 * told in numbers `answerParts` asks it; of what is done with members one by one, whoever does it.
 */
export async function mayUseFor(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  purpose: Purpose,
  at: Instant,
): Promise<Result<null>> {
  const { policyFirst } = await loadTerms(db, network, organisation, at);
  return !policyFirst || (await isNamed(db, network, organisation, purpose, at))
    ? ok(null)
    : unnamed(purpose);
}
