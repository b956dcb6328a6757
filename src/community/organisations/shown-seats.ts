import type { Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type NamedSeat, namedSeats } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';

/** A seat as one viewer sees it. */
export type ShownSeat = Omit<NamedSeat, 'id'>;

/** Seats as the viewer sees them: their holders where these let themselves be seen in them, and the viewer may see them. */
export async function shownSeats(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly (SeatId | null)[],
  at: Instant,
): Promise<ReadonlyMap<SeatId, ShownSeat>> {
  const asked = [...new Set(ids.flatMap((id) => id ?? []))];
  const named = await namedSeats(deps.store.community, viewer.network, asked);
  const persons = named.flatMap(({ person }) => person ?? []);
  const seen = await seenActors(deps, viewer, persons, at);
  return new Map(
    named.map(({ id, name, number, person }) => [
      id,
      { name, number, person: person !== null && seen.has(person) ? person : null },
    ]),
  );
}
