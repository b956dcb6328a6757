import { z } from 'zod';
import { type ShownSeat, shownSeats } from '../community/organisations/shown-seats.ts';
import { type ActorId, FUNCTIONS, type Instant, type SeatId } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import type { Viewer } from '../store/viewer.ts';
import { type AccountEntity, accountSchema, presentAccounts } from './account.ts';

/** In which seat something was said in an organisation's name; `account` is its holder, where they let themselves be seen. */
export const namedSeatSchema = z
  .object({ function: z.enum(FUNCTIONS), number: z.int(), account: accountSchema.nullable() })
  .meta({ id: 'NamedSeat' });

export type SeatEntity = z.output<typeof namedSeatSchema>;

/** Seats in which things were said or made, by their ids, as the viewer sees them. */
export async function presentSeats(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  viewer: Viewer,
  ids: readonly (SeatId | null)[],
  at: Instant,
): Promise<ReadonlyMap<SeatId, SeatEntity>> {
  const seats = await shownSeats(deps, viewer, ids, at);
  const persons = [...seats.values()].flatMap(({ person }) => person ?? []);
  const accounts = await presentAccounts(deps, viewer, new Set(persons), at);
  return new Map([...seats].map(([id, seat]) => [id, presented(seat, accounts)]));
}

const presented = (
  { name, number, person }: ShownSeat,
  accounts: ReadonlyMap<ActorId, AccountEntity>,
): SeatEntity => ({
  function: name,
  number,
  account: person === null ? null : (accounts.get(person) ?? null),
});
