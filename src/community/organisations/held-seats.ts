import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type HeldSeat, heldSeats, seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { endSeatAlone, lockHouse } from './change-seats.ts';
import { housesKeptBy } from './keeper.ts';
import { seatsOf } from './seats.ts';

/** What the viewer is in an organisation. */
export interface OwnHouse {
  readonly organisation: ActorId;
  /** On its staff, also without a function. */
  readonly isStaff: boolean;
  readonly isKeeper: boolean;
  readonly seats: readonly HeldSeat[];
}

/** The seats in which the viewer may act now. */
async function seatsHeldBy(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<readonly HeldSeat[]> {
  return actor === null ? [] : heldSeats(store.community, network, actor.id, at);
}

/** The organisations in which the viewer has a part, by their ids. */
export async function ownHouses(deps: Pick<Deps, 'store'>, viewer: Viewer, at: Instant): Promise<OwnHouse[]> {
  if (viewer.actor === null) return [];
  const [staff, held, kept] = await Promise.all([
    seatsOf(deps, viewer, at),
    seatsHeldBy(deps, viewer, at),
    housesKeptBy(deps.store.community, viewer.network, viewer.actor.id, at),
  ]);
  const ids = [...staff, ...held].map(({ organisation }) => organisation);
  return [...new Set([...ids, ...kept])].sort().map((organisation) => ({
    organisation,
    isStaff: staff.some((one) => one.organisation === organisation),
    isKeeper: kept.includes(organisation),
    seats: held.filter((one) => one.organisation === organisation),
  }));
}

/** Says whether members are to see who holds a seat of the viewer's own, or the seat alone: nobody else's to choose. */
export async function showInSeat(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  seat: SeatId,
  showsPerson: boolean,
  at: Instant,
): Promise<Result<HeldSeat>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  return store.community.transaction().execute(async (db) => {
    const held = (await heldSeats(db, viewer.network, me.value, at)).find(({ id }) => id === seat);
    if (held === undefined) return absent;
    await db
      .updateTable('community.seat')
      .set({ shows_person: showsPerson })
      .where('network_id', '=', viewer.network)
      .where('id', '=', seat)
      .execute();
    return ok({ ...held, showsPerson });
  });
}

/** Leaves a seat of the viewer's own. */
export async function leaveSeat(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  seat: SeatId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  return store.community.transaction().execute(async (db) => {
    const { rows } = await sql<{ organisation: ActorId }>`select s.organisation_id as organisation
      from community.seat s where s.network_id = ${viewer.network} and s.id = ${seat} and s.actor_id = ${me}`.execute(
      db,
    );
    const [own] = rows;
    if (own === undefined) return absent;
    const house = { network: viewer.network, organisation: own.organisation };
    await lockHouse(db, house);
    const held = await seatsOfOrganisation(db, viewer.network, own.organisation, at);
    const found = held.find(({ id }) => id === seat);
    if (found === undefined) return absent;
    await endSeatAlone(db, house, found, at);
    return ok(null);
  });
}
