import type { Context } from 'hono';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Instant } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import { type FunctionSeat, heldSeats } from '../store/seats.ts';
import { loadViewer, type Viewer } from '../store/viewer.ts';

/** The header by which a request says in which seat of an organisation it acts. */
export const ACTING_SEAT = 'Acting-Seat';

/**
 * `as` the organisation: it is the viewer of all that is asked; `for` it: the persona stays the viewer, and what they make
 * is the organisation's.
 */
export type SeatUse = 'as' | 'for';

const notHere = refuse({
  kind: 'invalid',
  says: 'This can’t be done in a seat of an organisation; do it as yourself.',
});
/** The same whether there is no such seat, it is somebody else's, or it has ended. */
const notHeld = refuse({
  kind: 'forbidden',
  says: 'This is no seat of yours, or not any more; choose another, or speak as yourself.',
});

/**
 * The caller in the seat that the request names: held now, in a function, by nobody who is suspended. Whoever names one
 * where it means nothing is refused, rather than taken to speak for themselves.
 */
export async function inSeat<C extends { readonly viewer: Viewer; readonly seat?: FunctionSeat }>(
  use: SeatUse | null,
  c: Context,
  caller: C,
  { store }: Pick<Deps, 'store'>,
  at: Instant,
): Promise<Result<C>> {
  const named = c.req.header(ACTING_SEAT);
  if (named === undefined) return ok(caller);
  if (use === null || caller.viewer.actor === null) return notHere;
  const { network, actor } = caller.viewer;
  const held = await heldSeats(store.community, network, actor.id, at);
  const seat = held.find(({ id, kind }) => kind === 'function' && id === named.trim().toLowerCase());
  if (seat === undefined) return notHeld;
  const viewer = use === 'for' ? caller.viewer : await loadViewer(store, network, seat.organisation);
  return viewer === null ? notHeld : ok({ ...caller, viewer, seat: seat as FunctionSeat });
}
