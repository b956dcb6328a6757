import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { COARSE_ALONE, type Condition } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
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

/** What is told apart of members, in whose name, for what. */
interface Cells {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly purpose: Purpose;
  /** Kinds with the values that have a row each. */
  readonly by: readonly Condition[];
  /** For how many days what comes of it is used. */
  readonly retentionDays: number;
}

/**
 * A query of the members in a table, each once, as `subject`, with the `grants` that let it and the `cell`, from nought on, in
 * which they are. Of each kind it is the first of the values, in their one order, that they show; the last for whoever shows another
 * one; of several kinds, the numbers of these in that mixed base, the first kind first. So a member is in one cell, however much
 * they show. Who shows nothing of one of the kinds isn't in it.
 */
export function exportCells(
  { network, policies }: { readonly network: NetworkId; readonly policies: NetworkFacts['policies'] },
  { organisation, function: fn, purpose, by, retentionDays }: Cells,
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
  const ones = by.map(
    ({ kind, values }, n) => sql`cross join lateral (
      select min(array_position(${[...values]}::text[], d.value)) as first, count(*) as many
      from community.disclosure d
      where d.network_id = ${network} and d.actor_id = m.subject and d.kind = ${kind}
        and ${COARSE_ALONE.includes(kind) ? sql`d.precision <> 'exact'` : sql`true`} and ${may}) ${one(n)}`,
  );
  const cell = by.reduce(
    (before, { values }, n) => sql<number>`(${before} * ${values.length + 1}::int
      + coalesce(${one(n)}.first - 1, ${values.length}::int))`,
    sql<number>`0`,
  );
  return sql`
    select m.subject, m.grants, ${cell} as cell
    from (${membersWhoGrant({ network }, asked, at)}) m
    ${sql.join(ones, sql` `)}
    where ${sql.join(
      by.map((_, n) => sql`${one(n)}.many > 0`),
      sql` and `,
    )}`;
}

/** By its number among the kinds. */
const one = (n: number) => sql.raw(`v${n}`);
