import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/** Whether an organisation makes policies for all of the network: the one that hosts it. */
export async function mayIssueForNetwork(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('community.organisation_standing')
    .select('standing')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('standing', '=', 'host')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  return row !== undefined;
}
