import { type Kysely, sql } from 'kysely';
import { NETWORK, staffKey } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId, type SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { type HeldSeat, type SeatName, seatKey, seatsOfOrganisation } from '../../store/seats.ts';
import { tie, untie } from '../../store/ties.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** An organisation whose row is locked, so that whatever changes in its house comes one after the other. */
export interface House {
  readonly network: NetworkId;
  readonly organisation: ActorId;
}

/** Locks the organisation until the transaction ends. */
export async function lockHouse(db: Kysely<Database>, { network, organisation }: House): Promise<void> {
  await sql`select 1 from community.actor a where a.network_id = ${network} and a.id = ${organisation}
    for no key update`.execute(db);
}

/** Whether somebody is a member of the network; until the transaction ends they stay one. */
export async function holdMember(
  db: Kysely<Database>,
  network: NetworkId,
  persona: ActorId,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.tie t
    join community.actor a on a.network_id = t.network_id and a.id = t.member_id and a.kind = 'persona'
    where t.network_id = ${network} and t.member_id = ${persona} and t.set_key = ${NETWORK}
      and t.valid_until > ${instantValue(at)} for share of t`.execute(db);
  return rows.length > 0;
}

/** The seat of that name which somebody holds, and holds from now on where they didn't. Within a transaction that locked the house. */
export async function giveSeat(
  db: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  house: House,
  persona: ActorId,
  seat: SeatName,
  at: Instant,
): Promise<SeatId> {
  const { network, organisation } = house;
  const held = (await seatsOfOrganisation(db, network, organisation, at)).find(
    (one) => one.actor === persona && one.kind === seat.kind && one.name === seat.name,
  );
  const id = held?.id ?? (ids.next(`seat ${organisation} ${seat.kind} ${seat.name}`) as SeatId);
  if (held === undefined) {
    await sql`insert into community.seat (network_id, id, organisation_id, actor_id, kind, name, number, shows_person,
        valid_from, valid_until)
      select ${network}::uuid, ${id}::uuid, ${organisation}::uuid, ${persona}::uuid, ${seat.kind}, ${seat.name},
        coalesce(max(s.number), 0) + 1, false, ${instantValue(at)}, ${instantValue(FOREVER)}
      from community.seat s where s.network_id = ${network} and s.organisation_id = ${organisation}
        and s.kind = ${seat.kind} and s.name = ${seat.name}`.execute(db);
  }
  if (seat.kind === 'function') await tie(db, network, staffKey(organisation), [persona], at);
  await tie(db, network, seatKey(organisation, seat), [persona], at);
  return id;
}

/** Ends seats, and what they give access to. Within a transaction that locked the house. */
export async function endSeats(
  db: Kysely<Database>,
  { network, organisation }: House,
  seats: readonly HeldSeat[],
  at: Instant,
): Promise<void> {
  if (seats.length === 0) return;
  await db
    .updateTable('community.seat')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where(
      'id',
      'in',
      seats.map(({ id }) => id),
    )
    .where('valid_until', '>', instantValue(at))
    .execute();
  for (const seat of seats) await untie(db, network, seatKey(organisation, seat), [seat.actor], at);
}

/** Ends one seat; whoever has no function any more isn't staff any more. */
export async function endSeatAlone(
  db: Kysely<Database>,
  house: House,
  seat: HeldSeat,
  at: Instant,
): Promise<void> {
  const { network, organisation } = house;
  await endSeats(db, house, [seat], at);
  if (seat.kind !== 'function') return;
  const left = await seatsOfOrganisation(db, network, organisation, at);
  if (left.some(({ actor, kind }) => actor === seat.actor && kind === 'function')) return;
  await untie(db, network, staffKey(organisation), [seat.actor], at);
}
