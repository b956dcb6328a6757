import { type Kysely, sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { ActorId, Instant, Interval, NetworkId } from '../../privacy/words.ts';
import { instantOfJson, type JsonInstant, millisecondsOf } from '../json-instant.ts';
import { param, template } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { timestamp } from '../time.ts';
import type { Sql } from '../visibility/sql.ts';

/** Actors of whom the same is true over the same time. */
interface Span {
  readonly interval: Interval;
  readonly people: readonly ActorId[];
}

/** Who may see the actors, by a grant of theirs. */
export interface PresenceGrant {
  readonly any: readonly (readonly Key[])[];
  readonly except: readonly Key[];
  readonly conditions: Conditions;
  /** Null where there are no exclusions. */
  readonly excludingSince: Instant | null;
}

/** What is true of actors of a network, now or later. */
export interface PresenceFacts {
  /** The oldest transaction that may not be part of this; what isn't is noted under it or a later one. */
  readonly asOf: string;
  /** Whose facts these are, where only those that changed were asked for. */
  readonly of: readonly ActorId[];
  readonly members: readonly Span[];
  readonly suspended: readonly Span[];
  /** Organisations and groups, whether members or not. */
  readonly others: readonly ActorId[];
  readonly presences: readonly (Span & { readonly grant: PresenceGrant })[];
}

type SpanRow = readonly [from: JsonInstant, until: JsonInstant, people: string];

interface Row {
  as_of: string;
  of: string | null;
  members: SpanRow[] | null;
  suspended: SpanRow[] | null;
  others: string | null;
  presences: [...SpanRow, Key[][], Key[], Conditions, JsonInstant | null][] | null;
}

/** The facts of all actors of a network, from now on: one round trip. */
export async function loadPresences(
  db: Kysely<Database>,
  network: NetworkId,
  at: Instant,
): Promise<PresenceFacts> {
  return factsOf(await presences.all.run(db, { network, now: timestamp(at) }));
}

/** The facts of those whose facts have changed since, and of those who are due: one round trip. */
export async function loadChangedPresences(
  db: Kysely<Database>,
  network: NetworkId,
  { asOf, due }: { readonly asOf: string; readonly due: readonly ActorId[] },
  at: Instant,
): Promise<PresenceFacts> {
  return factsOf(await presences.changed.run(db, { network, as_of: asOf, due, now: timestamp(at) }));
}

function factsOf([row]: readonly Row[]): PresenceFacts {
  if (row === undefined) throw new Error('no row of presences');
  return {
    asOf: row.as_of,
    of: idsOf(row.of),
    members: (row.members ?? []).map(spanOf),
    suspended: (row.suspended ?? []).map(spanOf),
    others: idsOf(row.others),
    presences: (row.presences ?? []).map(([from, until, people, any, except, conditions, since]) => ({
      ...spanOf([from, until, people]),
      grant: { any, except, conditions, excludingSince: since === null ? null : instantOfJson(since) },
    })),
  };
}

const spanOf = ([from, until, people]: SpanRow): Span => ({
  interval: { from: instantOfJson(from), until: instantOfJson(until) },
  people: idsOf(people),
});

/** Lists of ids come as text, which is read several times faster than arrays or JSON. */
export const idsOf = (text: string | null): ActorId[] =>
  text === null || text === '' ? [] : (text.split(',') as ActorId[]);

const presences = { all: template(() => presenceQuery(true)), changed: template(() => presenceQuery(false)) };

/** Over the params `network` and `now`, and `as_of` and `due` for those who changed. */
function presenceQuery(isAll: boolean): Sql<Row> {
  const network = sql<NetworkId>`${param('network')}::uuid`;
  const now = sql`${param('now')}::timestamptz`;
  // Since when something holds that holds already makes no difference, and would make many groups of one.
  const from = (alias: string): Sql<unknown> =>
    sql`nullif(greatest(${sql.ref(`${alias}.valid_from`)}, ${now}), ${now})`;
  const spanned = (rows: Sql<unknown>): Sql<SpanRow[] | null> => sql`(
    select json_agg(json_build_array(coalesce(${millisecondsOf('x.since')}, '-infinity'), ${millisecondsOf('x.valid_until')}, x.ids))
    from (${rows}) x)`;
  const among = (column: string): Sql<boolean> =>
    isAll ? sql`true` : sql`${sql.ref(column)} in (select c.id from changed c)`;
  const ids = (column: string): Sql<string> => sql`string_agg(${sql.ref(column)}::text, ',')`;
  const shown = sql`g.network_id = ${network} and g.object_kind = 'presence' and 'see' = any(g.actions)
    and g.purpose = 'reading' and g.valid_until > ${now} and ${among('g.object_id')}`;
  const changed = isAll
    ? sql`select null::uuid as id`
    : sql`select c.actor_id as id from community.presence_change c
        where c.network_id = ${network} and c.xact >= ${param('as_of')}::text::xid8
        union select unnest(${param('due')}::uuid[])`;
  return sql<Row>`
    with changed as materialized (${changed}),
    presence as materialized (
      select g.audience_id, g.conditions, g.valid_until, ${from('g')} as since,
        case when a.except_keys <> '{}' then g.excluding_since end as excluding_since, a.terms, a.except_keys, ${ids('g.object_id')} as ids
      from community."grant" g
      join community.audience a on a.network_id = g.network_id and a.id = g.audience_id
      where ${shown}
      group by g.audience_id, a.terms, a.except_keys, g.conditions, g.valid_until, 4, 5)
    select pg_snapshot_xmin(pg_current_snapshot())::text as as_of,
      (select ${ids('c.id')} from changed c) as of,
      ${spanned(sql`select ${from('t')} as since, t.valid_until, ${ids('t.member_id')} as ids from community.tie t
        where t.network_id = ${network} and t.set_key = 'network' and t.valid_until > ${now} and ${among('t.member_id')}
        group by 1, 2`)} as members,
      ${spanned(sql`select ${from('s')} as since, s.valid_until, ${ids('s.actor_id')} as ids from community.suspension s
        where s.network_id = ${network} and s.valid_until > ${now} and ${among('s.actor_id')}
        group by 1, 2`)} as suspended,
      (select ${ids('a.id')} from community.actor a
        where a.network_id = ${network} and a.kind <> 'persona' and ${among('a.id')}) as others,
      (select json_agg(json_build_array(coalesce(${millisecondsOf('p.since')}, '-infinity'), ${millisecondsOf('p.valid_until')},
          p.ids, p.terms, p.except_keys, p.conditions, ${millisecondsOf('p.excluding_since')}))
        from presence p) as presences`;
}
