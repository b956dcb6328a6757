import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { actingIn, seatedAnywhere } from '../../store/seated.ts';
import { type HeldSeat, seatsOfOrganisation } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';

/** One function of one organisation: its seats work off the conversations with it. */
export interface DeskName {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
}

/** A desk as one who has a seat at it comes to it. */
export interface Desk extends DeskName {
  readonly me: ActorId;
  readonly seats: readonly HeldSeat[];
  /** The viewer's own. */
  readonly mine: HeldSeat | null;
}

/** Opens the desk of a function in which the viewer acts; any other is absent, as if there were none. */
export async function openDesk(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, function: fn }: DeskName,
  at: Instant,
): Promise<Result<Desk>> {
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const me = acting.value.id;
  const seats = await seatsAt(deps.store.community, viewer.network, { organisation, function: fn }, at);
  const mine = seats.find(({ actor }) => actor === me) ?? null;
  return ok({ organisation, function: fn, me, seats, mine });
}

/** Every desk at which the viewer has a seat. */
export async function listDesks(deps: Pick<Deps, 'store'>, viewer: Viewer, at: Instant): Promise<Desk[]> {
  const held = await seatedAnywhere(deps.store.community, viewer, at);
  const names = held.flatMap(({ organisation, functions }) =>
    functions.map((fn) => ({ organisation, function: fn })),
  );
  const opened = await Promise.all(names.map((name) => openDesk(deps, viewer, name, at)));
  return opened.flatMap((one) => (one.ok ? [one.value] : []));
}

/** The seats of a desk that somebody holds now, by their numbers. */
export const seatsAt = async (
  db: Kysely<Database>,
  network: NetworkId,
  { organisation, function: fn }: DeskName,
  at: Instant,
): Promise<HeldSeat[]> =>
  (await seatsOfOrganisation(db, network, organisation, at)).filter(
    ({ kind, name }) => kind === 'function' && name === fn,
  );
