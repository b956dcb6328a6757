import { sql } from 'kysely';
import type { NetworkFacts } from '../../privacy/facts.ts';
import {
  type AudienceDefinition,
  COARSE_ALONE,
  type Condition,
  NUMBERS_STAND_DAYS,
} from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { membersWhoGrant } from '../counting/counted-members.ts';
import { isCertainlyOfAgeSql } from './of-age-sql.ts';
import { type Comparing, isGranted, mayCompare, maySee, processes } from './shown-copies.ts';

/**
 * A query of the members who are in an audience, each once, as `subject`, with the `grants` that let it: those who let the
 * organisation process what they show, for the purpose, in the function; who show it one of the values of every condition; and
 * of whom it is certain, by what they show it, that they are of age. Of anybody else no row is read any further than to see
 * that (P7). Policies are asked of each copy, for what it is. A birth date that is looked at to leave minors out isn't what
 * anybody is picked by: of it they are asked whether it may be seen.
 */
export function membersOfAudience(
  { network, policies }: { readonly network: NetworkId; readonly policies: NetworkFacts['policies'] },
  organisation: ActorId,
  { function: fn, purpose, conditions }: AudienceDefinition,
  at: Instant,
): Sql<unknown> {
  const retentionDays = NUMBERS_STAND_DAYS;
  const asked = { organisation, function: fn, purpose, what: 'attributes', retentionDays } as const;
  const as = { organisation, capacity: fn, retentionDays };
  const comparing: Comparing = { network, policies, as, purpose, at };
  const may = mayCompare(comparing, [processes(comparing)], 'd');
  const meets = conditions.map(
    (condition) => sql`exists (select 1 from community.disclosure d
      where d.network_id = ${network} and d.actor_id = m.subject and ${hasValue(condition)} and ${may})`,
  );
  // Whoever shows several dates is of age by each of them, also by one that a policy hides, or it isn't certain.
  const isOfAge = sql`coalesce((select bool_and(${isCertainlyOfAgeSql('d', at)} and ${maySee(comparing, 'd')})
    from community.disclosure d
    where d.network_id = ${network} and d.actor_id = m.subject and d.kind = 'birth-date'
      and ${isGranted(comparing, 'd')}), false)`;
  return sql`
    select m.subject, m.grants from (${membersWhoGrant(network, asked, at)}) m
    where ${isOfAge} and ${sql.join(meets, sql` and `)}`;
}

const hasValue = ({ kind, values }: Condition): Sql<boolean> => sql`(d.kind = ${kind}
  and d.value = any(${[...values]}::text[])
  and ${COARSE_ALONE.includes(kind) ? sql`d.precision <> 'exact'` : sql`true`})`;
