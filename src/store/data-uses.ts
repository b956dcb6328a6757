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
import type { Deps } from './deps.ts';
import type { Database, UseDeed } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** That an organisation uses something of members', for what, and what lets it. */
export interface DataUse {
  readonly organisation: ActorId;
  /** In which its staff acts; null is a service of the organisation's. */
  readonly function: BusinessFunction | null;
  /** Who of its staff does it, in the seat that they hold in the function: kept for breaches, and told to no member. */
  readonly by?: ActorId | null;
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
 */
export async function noteUse(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  { participants, ...use }: DataUse,
  at: Instant,
): Promise<void> {
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

/**
 * Notes a use of whoever a query finds, in its transaction, and says how many they are: they never leave the database. It is
 * noted whether anybody is found or not, for who asked reads of their own deeds, and would tell nobody from somebody.
 * @param found a query of `subject` and `grants`, the uuid[] of what lets it; each subject once
 */
export async function noteUseOfFound(
  db: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  found: Sql<unknown>,
  at: Instant,
): Promise<number> {
  const inOne = sql`select f.subject, f.grants, 0 as cell from (${found}) f`;
  const [many = 0] = await noteUseOfCells(db, deps, network, use, { found: inOne, cells: 1 }, at);
  return many;
}

/**
 * The same for a table: how many are in each cell.
 * @param found a query of `subject`, `grants` and `cell`, from nought up to but not including `cells`; each subject once
 */
export async function noteUseOfCells(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  { found, cells }: { readonly found: Sql<unknown>; readonly cells: number },
  at: Instant,
): Promise<readonly number[]> {
  const id = ids.next(`use ${use.deed} ${use.organisation}`) as UseId;
  const { rows } = await sql<{ cell: number; many: number }>`
    with found as materialized (${found}),
    used as (
      insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, seat_id, used_at)
      values (${network}, ${id}, ${use.organisation}, ${use.function}, ${use.deed}, ${use.purpose},
        ${[...use.kinds]}::text[], ${seatIn(network, use, at)}, ${instantValue(at)})),
    noted as (
      insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
      select ${network}::uuid, ${id}::uuid, row_number() over (order by subject) - 1, subject, grants from found)
    select cell, count(*) as many from found group by cell`.execute(db);
  const many = new Map(rows.map((row) => [row.cell, row.many]));
  return Array.from({ length: cells }, (_, n) => many.get(n) ?? 0);
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
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  use: Omit<DataUse, 'participants'>,
  { found, parts }: Amounts,
  at: Instant,
): Promise<readonly (readonly number[])[]> {
  const id = ids.next(`use ${use.deed} ${use.organisation}`) as UseId;
  const { rows } = await sql<{ part: number; cell: number; amount: number }>`
    with found as materialized (${found}),
    over as (
      select f.subject from found f
      join unnest(${parts.map(({ squared }) => squared.toString())}::bigint[]) with ordinality as bound (squared, part)
        on bound.part = f.part + 1
      group by f.subject, f.part, bound.squared having sum(f.amount::bigint * f.amount::bigint) > bound.squared),
    within as (select f.* from found f where f.subject not in (select subject from over)),
    used as (
      insert into community.data_use (network_id, id, organisation_id, function, deed, purpose, kinds, seat_id, used_at)
      values (${network}, ${id}, ${use.organisation}, ${use.function}, ${use.deed}, ${use.purpose},
        ${[...use.kinds]}::text[], ${seatIn(network, use, at)}, ${instantValue(at)})),
    noted as (
      insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
      select ${network}::uuid, ${id}::uuid, row_number() over (order by subject) - 1, subject, grants
      from (select distinct on (subject) subject, grants from within order by subject) each)
    select part, cell, sum(amount)::float8 as amount from within group by part, cell`.execute(db);
  const told = parts.map(({ cells }) => Array<number>(cells).fill(0));
  for (const { part, cell, amount } of rows) {
    const cells = told[part];
    if (cells?.[cell] === undefined) throw new Error('a query found what it has no cell for');
    cells[cell] = amount;
  }
  return told;
}
