import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { permittingActors } from '../actors/seen-actors.ts';
import { seenOrganisations } from './seen-organisations.ts';
import { type ShownSeat, shownSeats } from './shown-seats.ts';

/**
 * In which functions an organisation has staff, seat by seat, for whom it opened the list to: who holds a seat is seen as
 * it is beside what they publish. To everybody else the list is absent. Experts aren't in it.
 */
export async function showStaff(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly ShownSeat[]>> {
  const question = { action: 'see', purpose: 'reading', at } as const;
  const [seen, open] = await Promise.all([
    seenOrganisations(deps, viewer, [organisation], at),
    permittingActors(deps, viewer, [organisation], question, 'staff'),
  ]);
  if (!seen.has(organisation) || !open.has(organisation)) return absent;
  const held = await seatsOfOrganisation(deps.store.community, viewer.network, organisation, at);
  const ids: SeatId[] = held.filter(({ kind }) => kind === 'function').map(({ id }) => id);
  const shown = await shownSeats(deps, viewer, ids, at);
  return ok(ids.flatMap((id) => shown.get(id) ?? []));
}
