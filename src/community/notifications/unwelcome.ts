import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { keepsOut } from '../lockdown/keeps-out.ts';

/**
 * Whether one isn't told of what the other does: there is a block between them, a suspension on either, or
 * a lockdown of the one that keeps out the other.
 */
export async function isUnwelcome(
  db: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<boolean> {
  const now = instantValue(at);
  const { rows } = await sql`
    select 1 from community.block b where b.network_id = ${network} and b.valid_from <= ${now} and b.valid_until > ${now}
      and ((b.blocker_id = ${one} and b.blocked_id = ${other}) or (b.blocker_id = ${other} and b.blocked_id = ${one}))
    union all
    select 1 from community.suspension s where s.network_id = ${network} and s.valid_from <= ${now}
      and s.valid_until > ${now} and s.actor_id in (${one}, ${other})
    union all
    select 1 where ${keepsOut(network, sql`${one}::uuid`, sql`${other}::uuid`, at)}`.execute(db);
  return rows.length > 0;
}
