import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import type { ResolvedBy } from '../../privacy/leaving.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import { whoLets } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { isKnownOfAge } from '../audiences/known-of-age.ts';
import { type Comparing, mayCompare, processes } from '../audiences/shown-copies.ts';
import { membersWhoGrant } from '../counting/counted-members.ts';
import { takesAway } from '../exports/export-cells.ts';
import type { OutsideList } from './read-list.ts';

/** Whose list is compared, under which policies, and with what it was hashed. */
export interface ComparedList {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly list: Pick<OutsideList, 'by' | 'keys'>;
  readonly salt: string;
  /** For how many days what comes of it is used; absent where it is but a number. */
  readonly retentionDays?: number;
}

const comparingOf = (
  { network, policies, organisation, function: capacity, retentionDays = NUMBERS_STAND_DAYS }: ComparedList,
  at: Instant,
): Comparing => ({
  network,
  policies,
  as: { organisation, capacity, retentionDays },
  purpose: 'entity-resolution',
  at,
});

/** The question of each member who lets just that: whether they may be told of as who is meant. */
export const tellsWho = ({ as, purpose, at }: Pick<Comparing, 'as' | 'purpose' | 'at'>): Question => ({
  action: 'see',
  purpose,
  at,
  as,
});

/**
 * A query of the members whom the list is compared with, each once, as `subject`, with the `grants` that let it: those who let
 * the organisation find out who they are, and show it, to be read or for just this, something by which the list names people. In
 * the `cell` nought are those who are in the list, in the cell one the others. Of anybody else no row is read any further than to
 * see that (P7).
 */
export function comparedWithList(of: ComparedList, at: Instant): Sql<unknown> {
  return sql`
    with listed as materialized (select k.key from unnest(${[...of.list.keys.keys()]}::text[]) as k (key)),
    members as materialized (${letting(of, at)})
    select c.subject, c.grants, case when bool_or(c.key in (select l.key from listed l)) then 0 else 1 end as cell
    from (${keysOf(of, [processes(comparingOf(of, at))], at)}) c group by c.subject, c.grants`;
}

/**
 * The same of those who let the organisation be told that it is they, and are known to be of age by what they show it: with the `key` by which each is in the list, as often as
 * there are such, and their `handle`.
 */
export function namedInList(of: ComparedList, at: Instant): Sql<unknown> {
  const { network, organisation } = of;
  const comparing = comparingOf(of, at);
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const question = tellsWho(comparing);
  return sql`
    with listed as materialized (select k.key from unnest(${[...of.list.keys.keys()]}::text[]) as k (key)),
    telling as materialized (${whoLets({ network, policies: [], question, viewer }, 'attributes')}),
    members as materialized (
      select m.subject, array(select distinct g.id from unnest(m.grants || t.grants) as g (id) order by 1) as grants
      from (${letting(of, at)}) m join telling t on t.subject = m.subject)
    select c.subject, c.grants, c.key, a.handle
    from (${keysOf(of, [processes(comparing), takesAway(comparing)], at)}) c
    join community.actor a on a.network_id = ${network} and a.id = c.subject
    where c.key in (select l.key from listed l) and ${isKnownOfAge(comparing, sql`c.subject`)}
    group by c.subject, c.grants, c.key, a.handle`;
}

function letting(of: ComparedList, at: Instant): Sql<unknown> {
  const { network, organisation, function: fn, retentionDays } = of;
  const kept = retentionDays === undefined ? {} : { retentionDays };
  const asked = {
    organisation,
    function: fn,
    purpose: 'entity-resolution',
    what: 'attributes',
    ...kept,
  } as const;
  return membersWhoGrant({ network }, asked, at);
}

/**
 * What of those in `members` is compared, by the hashes that the list has of the same.
 * @param deeds what is done with it
 */
function keysOf(of: ComparedList, deeds: readonly Question[], at: Instant): Sql<unknown> {
  const { network, salt, list } = of;
  const comparing = comparingOf(of, at);
  const shown = (alias: string, what: Sql<boolean>) => sql`
    from members m join community.disclosure ${sql.raw(alias)}
      on ${sql.ref(`${alias}.network_id`)} = ${network} and ${sql.ref(`${alias}.actor_id`)} = m.subject and ${what}
      and ${mayCompare(comparing, deeds, alias)}`;
  const hashed = (by: ResolvedBy, text: Sql<string>) =>
    sql`left(encode(sha256(convert_to(${`${salt}${by}\n`} || ${text}, 'UTF8')), 'hex'), 32)`;
  const each: Record<ResolvedBy, () => Sql<unknown>> = {
    email: () => sql`select m.subject, m.grants, ${hashed('email', small(sql`d.value`))} as key
      ${shown('d', sql`d.kind = 'email' and d.precision = 'exact'`)}`,
    phone: () => sql`select m.subject, m.grants, ${hashed('phone', bare(sql`d.value`))} as key
      ${shown('d', sql`d.kind = 'phone' and d.precision = 'exact'`)}`,
    'name-town': () => sql`select m.subject, m.grants,
        ${hashed('name-town', small(sql`n.value || ${'\n'} || trim(split_part(d.value, ',', 1))`))} as key
      ${shown('d', sql`(d.kind = 'home-town' and d.precision = 'exact' or d.kind = 'address' and d.precision = 'town')`)}
      join community.disclosure n on n.network_id = ${network} and n.actor_id = m.subject
        and n.kind = 'name' and n.precision = 'exact' and ${mayCompare(comparing, deeds, 'n')}`,
  };
  return sql.join(
    list.by.map((by) => each[by]()),
    sql` union all `,
  );
}

/** As `normalised.ts` has it: of letters, those of ASCII. */
const small = (text: Sql<unknown>): Sql<string> => sql`lower((${text}) collate "C")`;
const bare = (text: Sql<unknown>): Sql<string> =>
  sql`regexp_replace(regexp_replace(${text}, ${'[\\s().\\-/\u00a0]'}, '', 'g'), '^00', '+')`;
