import { type Kysely, sql } from 'kysely';
import { expertsKey, type Key, staffKey } from '../privacy/audience.ts';
import type { ActorId, BusinessFunction, Discipline, Instant, NetworkId, SeatId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** What a seat is for: a function in which its holder acts for the organisation, or a discipline in which they are an expert. */
export type SeatName =
  | { readonly kind: 'function'; readonly name: BusinessFunction }
  | { readonly kind: 'discipline'; readonly name: Discipline };

/** A seat that somebody holds. */
export type HeldSeat = SeatName & {
  readonly id: SeatId;
  readonly organisation: ActorId;
  readonly actor: ActorId;
  /** Tells seats of one name apart; never given again. */
  readonly number: number;
  /** Whether members see who holds it, or the seat alone. */
  readonly showsPerson: boolean;
  readonly since: Instant;
};

/** One in which its holder acts for the organisation. */
export type FunctionSeat = HeldSeat & { readonly kind: 'function' };

/** One in which its holder is an expert. */
export type ExpertSeat = HeldSeat & { readonly kind: 'discipline' };

/** The set of those who hold a seat of that name: what decisions go by. */
export const seatKey = (organisation: ActorId, seat: SeatName): Key =>
  seat.kind === 'function' ? staffKey(organisation, seat.name) : expertsKey(organisation, seat.name);

/** Columns of `community.seat s`. */
const SEAT_COLUMNS = sql`s.id, s.organisation_id as organisation, s.actor_id as actor, s.kind, s.name, s.number,
  s.shows_person as "showsPerson", s.valid_from as since`;

const isHeld = (at: Instant): Sql<boolean> =>
  sql`(s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)})`;

/** Neither its holder nor the organisation is suspended: meanwhile nobody acts in it. */
const isInForce = (network: NetworkId, at: Instant): Sql<boolean> => sql`not exists (
  select 1 from community.suspension x where x.network_id = ${network} and x.actor_id in (s.actor_id, s.organisation_id)
    and x.valid_from <= ${instantValue(at)} and x.valid_until > ${instantValue(at)})`;

/**
 * The seats in which an actor may act now, on one network.
 * @param until `transaction` has whoever would end one wait until the transaction is over
 */
export async function heldSeats(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
  until: 'now' | 'transaction' = 'now',
): Promise<HeldSeat[]> {
  const { rows } = await sql<HeldSeat>`select ${SEAT_COLUMNS} from community.seat s
    where s.network_id = ${network} and s.actor_id = ${actor} and ${isHeld(at)} and ${isInForce(network, at)}
    order by s.organisation_id, s.kind desc, s.name, s.number
    ${until === 'transaction' ? sql`for share of s` : sql``}`.execute(db);
  return rows;
}

/** Who may speak for the disciplines of an organisation now, in the order of the disciplines' names and the seats' numbers. */
export async function expertsOf(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<ExpertSeat[]> {
  const { rows } = await sql<ExpertSeat>`select ${SEAT_COLUMNS} from community.seat s
    where s.network_id = ${network} and s.organisation_id = ${organisation} and s.kind = 'discipline'
      and ${isHeld(at)} and ${isInForce(network, at)} order by s.name, s.number`.execute(db);
  return rows;
}

/** All seats of an organisation that are held, also by whoever is suspended. */
export async function seatsOfOrganisation(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<HeldSeat[]> {
  const { rows } = await sql<HeldSeat>`select ${SEAT_COLUMNS} from community.seat s
    where s.network_id = ${network} and s.organisation_id = ${organisation} and ${isHeld(at)}
    order by s.kind desc, s.name, s.number`.execute(db);
  return rows;
}

/** The seat in which an actor acts for an organisation in one function; null where they hold none. */
export async function seatFor(
  db: Kysely<Database>,
  network: NetworkId,
  {
    actor,
    organisation,
    fn,
  }: { readonly actor: ActorId; readonly organisation: ActorId; readonly fn: BusinessFunction },
  at: Instant,
): Promise<SeatId | null> {
  const held = await heldSeats(db, network, actor, at);
  const isMeant = (seat: HeldSeat) =>
    seat.organisation === organisation && seat.kind === 'function' && seat.name === fn;
  return held.find(isMeant)?.id ?? null;
}

/** A seat as what was said in it names it: its holder only while they let themselves be seen in it. */
export interface NamedSeat {
  readonly id: SeatId;
  readonly name: BusinessFunction;
  readonly number: number;
  readonly person: ActorId | null;
}

/** Who is seen in a seat `s`: nobody any more where it has ended. */
export const PERSON_IN_SEAT = sql<ActorId | null>`case when s.shows_person and s.valid_until = 'infinity'
  then s.actor_id end`;

/** Seats in which something was said or made, by their ids. Whether the viewer may see the persons is another question. */
export async function namedSeats(
  db: Kysely<Database>,
  network: NetworkId,
  ids: readonly SeatId[],
): Promise<NamedSeat[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<NamedSeat>`select s.id, s.name, s.number, ${PERSON_IN_SEAT} as person
    from community.seat s where s.network_id = ${network} and s.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}
