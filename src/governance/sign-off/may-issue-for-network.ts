import type { Kysely } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/** The set of those organisations that host a network. */
const HOSTS = 'hosts' as Key;

/** Whether an organisation makes policies for all of the network: the one that hosts it. */
export async function mayIssueForNetwork(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('community.tie')
    .select('member_id')
    .where('network_id', '=', network)
    .where('set_key', '=', HOSTS)
    .where('member_id', '=', organisation)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  return row !== undefined;
}
