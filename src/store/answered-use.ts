import { sql } from 'kysely';
import type { Purpose } from '../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId, UseId } from '../privacy/words.ts';
import type { UseDeed } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** What is done with members one by one, and has no number as its answer. */
const ONE_BY_ONE: readonly UseDeed[] = ['checked', 'asked', 'wrote', 'read'];

/**
 * The use that was noted by the count of an answer, within its transaction, while the organisation's budget is locked: of those
 * of this instant the last; null where none was noted.
 */
export const answeredUse = (
  network: NetworkId,
  {
    organisation,
    function: fn,
    purpose,
  }: {
    readonly organisation: ActorId;
    readonly function: BusinessFunction | null;
    readonly purpose: Purpose | null;
  },
  at: Instant,
): Sql<UseId | null> => sql`(
  select u.id from community.data_use u
  where u.network_id = ${network} and u.organisation_id = ${organisation} and u.used_at = ${instantValue(at)}
    and u.deed <> all(${[...ONE_BY_ONE]}::text[]) and u.purpose = ${purpose}::text
    and u.function is not distinct from ${fn}::text
    and not exists (select 1 from community.noise_answer a where a.network_id = ${network} and a.use_id = u.id)
  order by u.id desc limit 1)`;
