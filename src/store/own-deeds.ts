import { sql } from 'kysely';
import type { ActorId, NetworkId } from '../privacy/words.ts';
import type { Sql } from './visibility/sql.ts';

/**
 * A query of what an organisation did with members' data, as its own staff may know it: `deed`, `purpose`, `function`, `kinds`,
 * `used_at`. Of offers it is that they were published. That one was shown is told to its member alone: to the organisation it
 * would tell that somebody meets the conditions.
 */
export const ownDeeds = (network: NetworkId, organisation: ActorId): Sql<unknown> => sql`
  select u.deed, u.purpose, u.function, u.kinds, u.used_at from community.data_use u
  where u.network_id = ${network} and u.organisation_id = ${organisation} and u.deed <> 'offered'
  union all
  select 'offered', o.purpose, o.function,
    array(select c ->> 'kind' from jsonb_array_elements(o.conditions) c union select 'birth-date' order by 1), o.valid_from
  from community.offer o
  where o.network_id = ${network} and o.organisation_id = ${organisation} and o.valid_from is not null`;
