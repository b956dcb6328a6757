import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import { COARSE_ALONE, type ExportDefinition } from '../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { type Comparing, mayCompare, processes } from '../audiences/shown-copies.ts';
import { membersWhoGrant } from '../counting/counted-members.ts';

/** What leaves is exported, for policies: as what is downloaded for an organisation. */
export const takesAway = ({ as, purpose, at }: Pick<Comparing, 'as' | 'purpose' | 'at'>): Question => ({
  action: 'download',
  purpose,
  at,
  as,
});

/**
 * A query of the members in a table, each once, as `subject`, with the `grants` that let it and the `cell`, from nought on, in
 * which they are: that of the first of the values, in their one order, that they show; the last for whoever shows another one.
 * So a member changes one number by one, however much they show. Who shows nothing of the kind isn't in it.
 */
export function exportCells(
  { network, policies }: { readonly network: NetworkId; readonly policies: NetworkFacts['policies'] },
  organisation: ActorId,
  { function: fn, purpose, attribute, values }: Omit<ExportDefinition, 'until'>,
  retentionDays: number,
  at: Instant,
): Sql<unknown> {
  const asked = { organisation, function: fn, purpose, what: 'attributes', retentionDays } as const;
  const comparing: Comparing = {
    network,
    policies,
    as: { organisation, capacity: fn, retentionDays },
    purpose,
    at,
  };
  const taking = takesAway(comparing);
  const may = mayCompare(comparing, [processes(comparing), taking], 'd');
  return sql`
    select m.subject, m.grants, coalesce(v.first - 1, ${values.length}::int) as cell
    from (${membersWhoGrant(network, asked, at)}) m
    cross join lateral (
      select min(array_position(${[...values]}::text[], d.value)) as first, count(*) as many
      from community.disclosure d
      where d.network_id = ${network} and d.actor_id = m.subject and d.kind = ${attribute}
        and ${COARSE_ALONE.includes(attribute) ? sql`d.precision <> 'exact'` : sql`true`} and ${may}) v
    where v.many > 0`;
}
