import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type HeldSeat, type SeatName, seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { changeHouse, changeHouseFor } from './change-house.ts';
import { endSeatAlone, giveSeat } from './change-seats.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

/** Who holds which seat of an organisation, for those who keep its house. */
export async function listSeats(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly HeldSeat[]>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  return ok(await seatsOfOrganisation(deps.store.community, viewer.network, organisation, at));
}

/** Gives somebody whom the viewer sees a seat of an organisation whose house the viewer keeps; one that they hold already stays. */
export async function giveSeatTo(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  { persona, ...seat }: SeatName & { readonly persona: ActorId },
  at: Instant,
): Promise<Result<HeldSeat>> {
  return changeHouseFor(deps, viewer, { organisation, persona }, at, async (db, house) => {
    const id = await giveSeat(db, deps, house, persona, seat, at);
    const held = await seatsOfOrganisation(db, viewer.network, organisation, at);
    const given = held.find((one) => one.id === id);
    return given === undefined ? absent : ok(given);
  });
}

/** Ends a seat of an organisation whose house the viewer keeps, and what it gives access to. */
export async function endSeat(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  seat: SeatId,
  at: Instant,
): Promise<Result<null>> {
  return changeHouse(deps, viewer, organisation, at, async (db, house) => {
    const held = await seatsOfOrganisation(db, viewer.network, organisation, at);
    const found = held.find(({ id }) => id === seat);
    if (found === undefined) return absent;
    await endSeatAlone(db, house, found, at);
    return ok(null);
  });
}
