import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId, UseId } from '../privacy/words.ts';
import type { Deps } from './deps.ts';
import type { Database } from './schema.ts';
import { shareLock, takeLock } from './take-lock.ts';
import { instantValue, timestamp } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** What a question takes of each member whom it counts. ρ in millionths of millionths, as in `insight/noise`. */
export interface Taking {
  /** In whose allowance; UTC, `2026-Q1`. */
  readonly quarter: string;
  readonly charge: bigint;
  /** What each member's allowance is who chose no other. */
  readonly usual: bigint;
}

export interface Turn extends Taking {
  /** What all organisations of the network were charged in the quarter, this question included: nobody had more taken. */
  readonly charged: bigint;
  /** Whether there can be anybody with too little left. */
  readonly someMayBeOut: boolean;
  /** The use that was noted in it; null until one is. */
  use: UseId | null;
}

/** A transaction whose turn it is to count: until it ends, nobody else counts on the network. */
export type InTurn = Kysely<Database> & { readonly turn: Turn };

/**
 * Takes the network's turn, for this transaction: questions of all organisations count one after the other, so that what one
 * takes of a member the next one finds taken. Whoever takes an organisation's budget as well takes that first.
 */
export async function takeTurn(
  trx: Kysely<Database>,
  network: NetworkId,
  taking: Taking,
  at: Instant,
): Promise<InTurn> {
  const { quarter, charge } = taking;
  await takeLock(trx, turnsOf(network));
  const { rows } = await sql<{ charged: number }>`
    insert into community.allowance_turn as t (network_id, quarter, charged)
    values (${network}, ${quarter}, ${charge.toString()}::bigint)
    on conflict (network_id, quarter) do update set charged = t.charged + excluded.charged
    returning charged`.execute(trx);
  return Object.assign(trx, { turn: await turnOf(trx, network, taking, BigInt(rows[0]?.charged ?? 0), at) });
}

/** The name of the lock under which a network's turns are taken. */
const turnsOf = (network: NetworkId): string => `turns ${network}`;

/**
 * Waits until whoever counts on the network is done, and has whoever would count next wait until the transaction is over: for who
 * leaves, so that whatever was noted of them is there to be forgotten, and nothing is noted after. Several such don't wait for
 * each other.
 */
export async function waitForTurns(trx: Kysely<Database>, network: NetworkId): Promise<void> {
  await shareLock(trx, turnsOf(network));
}

/**
 * The turn as it would be if it were taken now, for what is worked out before it is: nobody waits meanwhile. Who has too little left
 * once it is taken is to be asked again then.
 */
export async function foreseeTurn(
  db: Kysely<Database>,
  network: NetworkId,
  taking: Taking,
  at: Instant,
): Promise<Turn> {
  const { quarter, charge } = taking;
  const { rows } = await sql<{ charged: number }>`select t.charged from community.allowance_turn t
    where t.network_id = ${network} and t.quarter = ${quarter}`.execute(db);
  return turnOf(db, network, taking, BigInt(rows[0]?.charged ?? 0) + charge, at);
}

async function turnOf(
  db: Kysely<Database>,
  network: NetworkId,
  taking: Taking,
  charged: bigint,
  at: Instant,
): Promise<Turn> {
  const chose = await sql`select 1 from (${choosers(network, charged, at)}) c limit 1`.execute(db);
  return { ...taking, charged, someMayBeOut: charged > taking.usual || chose.rows.length > 0, use: null };
}

/** Those who chose less than was charged so far, as `subject`, and what they chose, as `most`. */
const choosers = (network: NetworkId, charged: bigint, at: Instant): Sql<unknown> => sql`
  select c.actor_id as subject, c.most from community.allowance_choice c
  where c.network_id = ${network} and c.most < ${charged.toString()}::bigint
    and c.valid_from <= ${instantValue(at)} and c.valid_until > ${instantValue(at)}`;

/**
 * A query of those of whose allowance too little is left for the question, as `subject`. What was taken of anybody is at most
 * what was charged, so that as long as that fits the usual allowance only those are looked up who chose less.
 */
function withTooLittle(
  network: NetworkId,
  { quarter, charge, usual, charged }: Turn,
  at: Instant,
): Sql<unknown> {
  const chose = choosers(network, charged, at);
  const among = (who: Sql<ActorId>): Sql<boolean> =>
    charged > usual ? sql`true` : sql`${who} in (select c.subject from (${chose}) c)`;
  const most = sql`${usual.toString()}::bigint`;
  return sql`
    select coalesce(s.subject, c.subject) as subject
    from (select taken.subject, sum(taken.spent) as spent from (
        select t.actor_id as subject, t.spent from community.allowance_spent t
        where t.network_id = ${network} and t.quarter = ${quarter} and ${among(sql`t.actor_id`)}
        union all
        select x.subject, k.charge from community.data_use_packed k
        cross join lateral unnest(k.subjects) x (subject)
        where k.network_id = ${network} and k.quarter = ${quarter} and ${among(sql`x.subject`)}) taken
      group by taken.subject) s
    full join (${chose}) c on c.subject = s.subject
    where coalesce(s.spent, 0) + ${charge.toString()}::bigint > least(coalesce(c.most, ${most}), ${most})`;
}

/** What is found without those of whose allowance too little is left: they are neither counted nor noted. */
export const withEnough = (network: NetworkId, turn: Turn, found: Sql<unknown>, at: Instant): Sql<unknown> =>
  turn.someMayBeOut
    ? sql`select f.* from (${found}) f
        where not exists (select 1 from (${withTooLittle(network, turn, at)}) o where o.subject = f.subject)`
    : found;

/** What a turn takes of each, as values. */
export const takingOf = ({ quarter, charge }: Taking): { quarter: Sql<string>; charge: Sql<bigint> } => ({
  quarter: sql`${quarter}::text`,
  charge: sql`${charge.toString()}::bigint`,
});

/**
 * Notes what is taken of each. In the order of their ids, so that two who take of the same members don't wait for each other.
 * @param each a query of `subject`, each once
 */
export const takeOfEach = (
  network: NetworkId,
  { quarter, charge }: { readonly quarter: Sql<string>; readonly charge: Sql<bigint> },
  each: Sql<unknown>,
): Sql<unknown> => sql`
  insert into community.allowance_spent as t (network_id, actor_id, quarter, spent)
  select ${network}::uuid, e.subject, ${quarter}, ${charge} from (${each}) e order by e.subject
  on conflict (network_id, actor_id, quarter) do update set spent = t.spent + excluded.spent`;

/**
 * How many a query finds who have enough left, of whom it is taken: for a number of which nobody is told as of a use.
 * @param found a query of `subject`, each once
 */
export async function countAndTake(
  trx: InTurn,
  network: NetworkId,
  found: Sql<unknown>,
  at: Instant,
): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    with within as materialized (${withEnough(network, trx.turn, found, at)}),
    taken as (${takeOfEach(network, takingOf(trx.turn), sql`select w.subject from within w`)})
    select count(*) as many from within`.execute(trx);
  return rows[0]?.many ?? 0;
}

/** A member's own allowance in a quarter: what they chose, null where nothing, and what was taken. */
export async function loadAllowance(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  quarter: string,
  at: Instant,
): Promise<{ readonly chosen: bigint | null; readonly spent: bigint }> {
  const { rows } = await sql<{ chosen: number | null; spent: number }>`
    select (select c.most from community.allowance_choice c where c.network_id = ${network} and c.actor_id = ${actor}
        and c.valid_from <= ${instantValue(at)} and c.valid_until > ${instantValue(at)} limit 1) as chosen,
      (coalesce((select t.spent from community.allowance_spent t where t.network_id = ${network} and t.actor_id = ${actor}
          and t.quarter = ${quarter}), 0)
        + coalesce((select sum(k.charge) from community.data_use_packed k where k.network_id = ${network}
          and k.quarter = ${quarter} and ${actor} = any(k.subjects)), 0))::bigint as spent`.execute(db);
  const [{ chosen, spent } = { chosen: null, spent: 0 }] = rows;
  return { chosen: chosen === null ? null : BigInt(chosen), spent: BigInt(spent) };
}

/** From now on at most so much is taken of the member in a quarter; null is as usual. */
export const chooseAllowance = (
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  most: bigint | null,
  at: Instant,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    // One after the other, so that one choice stands.
    await sql`select 1 from community.actor where network_id = ${network} and id = ${actor} for no key update`.execute(
      trx,
    );
    await sql`update community.allowance_choice set valid_until = ${instantValue(at)}
      where network_id = ${network} and actor_id = ${actor} and valid_until = 'infinity'`.execute(trx);
    if (most === null) return;
    await sql`insert into community.allowance_choice (network_id, actor_id, most, valid_from, valid_until)
      values (${network}, ${actor}, ${most.toString()}::bigint, ${timestamp(at)}::timestamptz, 'infinity')
      on conflict (network_id, actor_id, valid_from) do update
        set most = excluded.most, valid_until = excluded.valid_until`.execute(trx);
  });

/** Forgets what was taken in quarters that are over. */
export async function sweepAllowances(
  { community }: Pick<Deps['store'], 'community'>,
  quarter: string,
): Promise<void> {
  await sql`delete from community.allowance_spent where quarter < ${quarter}`.execute(community);
  await sql`delete from community.allowance_turn where quarter < ${quarter}`.execute(community);
}
