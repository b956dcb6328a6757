import { sql } from 'kysely';
import { wholeMilliseconds } from './json-instant.ts';
import { PACKED, TAB } from './packed-facts.ts';
import { param } from './prepared.ts';
import type { Sql } from './visibility/clauses.ts';

/**
 * Objects and the facts that decide about them as lines of one text, so that one round trip brings both and nothing is
 * repeated for every combination. A line's fields are parted by tabs, of which none holds one; the first says what it
 * is: an object (`o`), a grant on one (`g`), ties in a set (`t`), a suspension (`s`), a lockdown (`l`), or something else
 * that was asked for (`x`). A text is read several times faster than rows of columns.
 */
export interface FactLines {
  readonly lines: string | null;
}

const TABBED = sql`, ${TAB}, `;

/** SQL of a line; what is null is an empty field. Lines of which nothing is null go by `||`, which is faster. */
const line = (...fields: readonly Sql<unknown>[]): Sql<string> => sql`concat(${sql.join(fields, TABBED)})`;

/** SQL of a line of something else, of the given kind; a text that people wrote goes in by {@link quoted}. */
export const otherLine = (kind: string, ...fields: readonly Sql<unknown>[]): Sql<string> =>
  line(sql`'x'`, sql.lit(kind), ...fields);

/** Any text as one field: as JSON, which writes tabs and line breaks in letters. */
export const quoted = (text: Sql<string | null>): Sql<string> => sql`to_json(${text})`;

/**
 * A statement over a common table `object`: `place bigint`, `id uuid`, `owner_id uuid`, `via text`, `facts text` and
 * `keys text[]`, of which those of posts are as in their rows; of others the facts are `lineWithoutGrants`, there are no
 * keys, and a `kind text` is there too. The network is the param `network`.
 * @param tables common tables, `object` among them
 * @param packed whether all of the objects are posts
 * @param ties the lines of {@link tiesOfOne} or {@link tiesOfMany}
 * @param others what else is asked for: selects of {@link otherLine}
 */
export function factLines(
  tables: Sql<unknown>,
  {
    packed,
    ties,
    others = [],
  }: { readonly packed: boolean; readonly ties: Ties; readonly others?: readonly Sql<unknown>[] },
): Sql<FactLines> {
  const network = sql`${param('network')}::uuid`;
  const given = sql`, given as materialized (
    select o.kind, o.id, ${PACKED}::text as packed, a.keys from object o
    join community."grant" g on g.network_id = ${network} and g.object_id = o.id and g.object_kind = o.kind
    join community.audience a on a.network_id = ${network} and a.id = g.audience_id
    where o.keys is null)`;
  const keys = sql`any(array(
    select unnest(o.keys) from object o union all select o.via from object o where o.via is not null
    ${packed ? sql`` : sql`union all select unnest(given.keys) from given`}
    ${ties.more === null ? sql`` : sql`union all ${ties.more}`}))`;
  return sql<FactLines>`with ${tables} ${packed ? sql`` : given}
    select string_agg(line, e'\n') as lines from (
      select 'o' || ${TAB} || coalesce(o.place::text, '') || ${TAB} || coalesce(o.via, '') || ${TAB} || o.facts as line
        from object o
      ${packed ? sql`` : sql`union all select ${line(sql`'g'`, sql`kind`, sql`id`, sql`packed`)} from given`}
      union all ${ties.lines(keys)}
      union all select 's' || ${TAB} || s.actor_id || ${spanOf('s')} from community.suspension s
        where s.network_id = ${network} and s.actor_id = any(array(select o.owner_id from object o))
      union all select 'l' || ${TAB} || l.owner_id || ${spanOf('l')} || ${TAB} || coalesce(l.newer_than_days::text, '')
          || ${TAB} || l.strangers from community.lockdown l
        where l.network_id = ${network} and l.owner_id = any(array(select o.owner_id from object o))
      ${sql.join(
        others.map((other) => sql`union all ${other}`),
        sql` `,
      )}) facts`;
}

/** From when until when the row of a fact holds, as two fields to come after others; an end that isn't set is empty. */
const spanOf = (alias: string): Sql<string> => sql`${TAB} || ${wholeMilliseconds(`${alias}.valid_from`)}
  || ${TAB} || case when ${sql.ref(`${alias}.valid_until`)} = 'infinity' then ''
    else (${wholeMilliseconds(`${alias}.valid_until`)})::text end`;

interface Ties {
  /** Sets to ask for besides those of which the grants speak, and those through which the objects came. */
  readonly more: Sql<unknown> | null;
  lines(keys: Sql<unknown>): Sql<string>;
}

/** The ties of one viewer, the param `viewer`: by far the most reads are for one. */
export const tiesOfOne = (): Ties => ({
  more: null,
  lines: (keys) => sql`
    select 't' || ${TAB} || t.set_key || ${TAB} || t.member_id || ${spanOf('t')}
    from community.tie t where t.network_id = ${param('network')}::uuid
      and t.member_id = ${param('viewer')}::uuid and t.set_key = ${keys}`,
});

/**
 * The ties of many viewers, the param `viewers`: a line for each set, with all who are in it.
 * @param more keys to ask for besides, as a subquery
 */
export const tiesOfMany = (more: Sql<unknown> | null): Ties => ({
  more,
  lines: (keys) => sql`
    select 't' || ${TAB} || t.set_key || ${TAB} || string_agg(t.member_id || ${spanOf('t')}, ${TAB})
    from community.tie t where t.network_id = ${param('network')}::uuid
      and t.member_id = any(${param('viewers')}::uuid[]) and t.set_key = ${keys}
    group by t.set_key`,
});
