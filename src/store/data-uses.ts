import { type Kysely, sql } from 'kysely';
import type { Purpose } from '../privacy/purposes.ts';
import type {
  ActorId,
  BusinessFunction,
  GrantId,
  Instant,
  NetworkId,
  SeatId,
  UseId,
} from '../privacy/words.ts';
import { type InTurn, takeOfEach, takingOf, withEnough } from './allowances.ts';
import type { Deps } from './deps.ts';
import { putInOutbox } from './outbox.ts';
import { type UsePacked, unpacked } from './participations.ts';
import type { Database, UseDeed } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** That an organisation uses something of members', for what, and what lets it. */
export interface DataUse {
  readonly organisation: ActorId;
  /** In which its staff acts; null is a service of the organisation's. */
  readonly function: BusinessFunction | null;
  /**
   * Who of its staff does it, in the seat that they hold in the function: kept for breaches, and told to no member. Null is nobody
   * in particular.
   */
  readonly by: ActorId | null;
  readonly deed: UseDeed;
  readonly purpose: Purpose;
  /** Of what, where it is attributes: their kinds. */
  readonly kinds: readonly string[];
  /** Whose it is, each once, with the grants that let it. */
  readonly participants: readonly { readonly subject: ActorId; readonly grants: readonly GrantId[] }[];
}

/**
 * Notes a use, in the transaction in which it happens or before what is used is handed out: each member can read it, and
 * the ledger enters it at its next beat. One use of many members is one row, and one entry.
 * @returns the use's id
 */
export async function noteUse(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  { participants, ...use }: DataUse,
  at: Instant,
): Promise<UseId> {
  if (participants.length === 0) throw new Error('a use of nobody’s data is none');
  const id = ids.next(`use ${use.deed} ${use.organisation}`) as UseId;
  await sql`
    with used as (
      insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, seat_id, used_at)
      values (${network}, ${id}, ${use.organisation}, ${use.function}, ${use.deed}, ${use.purpose},
        ${[...use.kinds]}::text[], ${seatIn(network, use, at)}, ${instantValue(at)}))
    insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
    select ${network}::uuid, ${id}::uuid, n, subject, grants::uuid[]
    from unnest(${participants.map((_, n) => n)}::integer[], ${participants.map(({ subject }) => subject)}::uuid[],
      ${participants.map(({ grants }) => `{${grants.join()}}`)}::text[]) as one (n, subject, grants)`.execute(
    db,
  );
  return id;
}

/**
 * Notes uses of several members one by one, each a use of its own, as what is done with one member is no other's to share in: in
 * one statement.
 */
export async function noteUseOfEach(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  { participants, ...use }: DataUse,
  at: Instant,
): Promise<void> {
  if (participants.length === 0) return;
  const each = participants.map(({ subject }) => ids.next(`use ${use.deed} ${use.organisation} ${subject}`));
  await sql`
    with used as (
      insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, seat_id, used_at)
      select ${network}, id, ${use.organisation}, ${use.function}, ${use.deed}, ${use.purpose},
        ${[...use.kinds]}::text[], ${seatIn(network, use, at)}, ${instantValue(at)} from unnest(${each}::uuid[]) as one (id))
    insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
    select ${network}::uuid, id, 0, subject, grants::uuid[]
    from unnest(${each}::uuid[], ${participants.map(({ subject }) => subject)}::uuid[],
      ${participants.map(({ grants }) => `{${grants.join()}}`)}::text[]) as one (id, subject, grants)`.execute(
    db,
  );
}

/** The seat in which it is done; null where nobody is said to do it. */
export const seatIn = (
  network: NetworkId,
  { by, organisation, function: fn }: Pick<DataUse, 'by' | 'organisation' | 'function'>,
  at: Instant,
): Sql<SeatId | null> => sql`(select s.id from community.seat s where s.network_id = ${network}
  and s.organisation_id = ${organisation} and s.actor_id = ${by ?? null}::uuid and s.kind = 'function' and s.name = ${fn}
  and s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)} limit 1)`;

/** Of up to so many participants each has a row at once; of more, they are packed until the outbox has given each theirs. */
const ROWS_AT_ONCE = 200;

/**
 * Notes a use of whoever a query finds, in its transaction, and says how many they are: they never leave the database. It is
 * noted whether anybody is found or not, for who asked reads of their own deeds, and would tell nobody from somebody. Of whose
 * allowance too little is left isn't found at all; of each other's the question's charge is taken.
 * @param found a query of `subject` and `grants`, the uuid[] of what lets it; each subject once
 */
export async function noteUseOfFound(
  trx: InTurn,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  found: Sql<unknown>,
  at: Instant,
): Promise<number> {
  // Put down first, since PostgreSQL does nothing in parallel in a statement that writes as well.
  await sql`create temporary table members_found on commit drop as ${found}`.execute(trx);
  const inOne = sql`select f.subject, f.grants, 0 as cell from pg_temp.members_found f`;
  const [many = 0] = await noteUseOfCells(trx, deps, network, use, { found: inOne, cells: 1 }, at);
  return many;
}

/**
 * The same for a table: how many are in each cell.
 * @param found a query of `subject`, `grants` and `cell`, from nought up to but not including `cells`; each subject once
 */
export async function noteUseOfCells(
  trx: InTurn,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  { found, cells }: { readonly found: Sql<unknown>; readonly cells: number },
  at: Instant,
): Promise<readonly number[]> {
  const id = begun(trx, deps, use);
  const { rows } = await sql<{ cell: number; many: number }>`
    with ${noted(trx, network, id, use, withEnough(network, trx.turn, found, at), at)}
    select cell, many from packs`.execute(trx);
  const many = new Map(rows.map((row) => [row.cell, row.many]));
  const told = Array.from({ length: cells }, (_, n) => many.get(n) ?? 0);
  await spreadLater(
    trx,
    deps,
    network,
    id,
    told.reduce((sum, cell) => sum + cell, 0),
    at,
  );
  return told;
}

/** What a query finds of members, in parts, and what a member's amounts in each may add up to. */
export interface Amounts {
  /**
   * A query of `subject`, `grants`, `part` and `cell`, both from nought on, and `amount`, a whole number: as many rows of a
   * subject as there is of them, all with the same grants.
   */
  readonly found: Sql<unknown>;
  readonly parts: readonly { readonly cells: number; readonly squared: bigint }[];
}

/**
 * The same for numbers to which a member adds several: what they add up to, part by part, cell by cell. Whose squares exceed in any
 * part what noise is made for isn't in it at all: that nobody's do is for the query to see to, and here it is held to.
 */
export async function noteUseOfAmounts(
  trx: InTurn,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  { found, parts }: Amounts,
  at: Instant,
): Promise<readonly (readonly number[])[]> {
  const id = begun(trx, deps, use);
  // As members are: to work at them in parallel.
  await sql`create temporary table amounts_found on commit drop as ${found}`.execute(trx);
  const put = sql`select f.* from pg_temp.amounts_found f`;
  const { rows } = await sql<{ part: number | null; cell: number; amount: number }>`
    with enough as materialized (${withEnough(network, trx.turn, put, at)}),
    over as (
      select f.subject from enough f
      join unnest(${parts.map(({ squared }) => squared.toString())}::bigint[]) with ordinality as bound (squared, part)
        on bound.part = f.part + 1
      group by f.subject, f.part, bound.squared having sum(f.amount::bigint * f.amount::bigint) > bound.squared),
    within as materialized (select f.* from enough f where f.subject not in (select subject from over)),
    ${noted(trx, network, id, use, sql`select distinct on (subject) subject, grants, 0 as cell from within order by subject`, at)}
    select part, cell, sum(amount)::float8 as amount from within group by part, cell
    union all
    select null, cell, many from packs`.execute(trx);
  const told = parts.map(({ cells }) => Array<number>(cells).fill(0));
  let participants = 0;
  for (const { part, cell, amount } of rows) {
    if (part === null) {
      participants = amount;
      continue;
    }
    const cells = told[part];
    if (cells?.[cell] === undefined) throw new Error('a query found what it has no cell for');
    cells[cell] = amount;
  }
  await spreadLater(trx, deps, network, id, participants, at);
  return told;
}

/** The id of the use of a turn, which is so known to whoever keeps the answer. */
function begun(
  { turn }: InTurn,
  { ids }: Pick<Deps, 'ids'>,
  { deed, organisation }: Omit<DataUse, 'participants'>,
): UseId {
  turn.use = ids.next(`use ${deed} ${organisation}`) as UseId;
  return turn.use;
}

/**
 * Queries that note a use and what it takes of its participants; of these `packs` has how `many` are in each `cell`.
 * @param each a query of `subject`, `grants` and `cell`, each subject once
 */
function noted(
  { turn }: InTurn,
  network: NetworkId,
  id: UseId,
  use: Omit<DataUse, 'participants'>,
  each: Sql<unknown>,
  at: Instant,
): Sql<unknown> {
  const taking = takingOf(turn);
  const few = sql`(select coalesce(sum(p.many), 0) from packs p) <= ${sql.lit(ROWS_AT_ONCE)}`;
  return sql`packs as materialized (
      select e.cell, count(*) as many, array_agg(e.subject) as subjects, array_agg(e.grants[1]) as grants,
        coalesce(array_agg(e.subject) filter (where cardinality(e.grants) > 1), '{}') as more_of,
        coalesce(array_agg(e.grants[2:]::text) filter (where cardinality(e.grants) > 1), '{}') as more
      from (${each}) e group by e.cell),
    used as (
      insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, seat_id, used_at, charge)
      values (${network}, ${id}, ${use.organisation}, ${use.function}, ${use.deed}, ${use.purpose},
        ${[...use.kinds]}::text[], ${seatIn(network, use, at)}, ${instantValue(at)}, ${taking.charge})),
    few as materialized (select p.* from packs p where ${few}),
    in_rows as (
      insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
      select ${network}::uuid, ${id}::uuid, row_number() over (order by e.subject) - 1, e.subject, e.grants
      from (${unpacked(sql`few`)}) e),
    taken as (${takeOfEach(network, taking, unpacked(sql`few`))}),
    in_few_rows as (
      insert into community.data_use_packed (network_id, use_id, n, quarter, charge, subjects, grants, more_of, more)
      select ${network}::uuid, ${id}::uuid, row_number() over () - 1, ${taking.quarter}, ${taking.charge}, p.subjects, p.grants,
        p.more_of, p.more from packs p where not ${few})`;
}

async function spreadLater(
  trx: InTurn,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: UseId,
  participants: number,
  at: Instant,
): Promise<void> {
  const packed: UsePacked = { kind: 'use-packed', use };
  if (participants > ROWS_AT_ONCE) await putInOutbox(trx, deps, network, packed, at);
}
