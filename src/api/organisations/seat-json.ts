import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import { DISCIPLINES, FUNCTIONS, type SeatId } from '../../privacy/words.ts';
import type { HeldSeat } from '../../store/seats.ts';
import { actorId } from '../actor-params.ts';

const seatId = idSchema.transform((id) => id.toLowerCase() as SeatId);
export const ownSeatParams = z.object({ seat: seatId });
export const seatParams = z.object({ id: actorId, seat: seatId });

/** A seat: in a function, in which its holder acts for the organisation, or in a discipline, in which they are an expert. */
export const seatJson = z
  .object({
    id: z.string(),
    kind: z.enum(['function', 'discipline']),
    name: z.enum([...FUNCTIONS, ...DISCIPLINES]),
    number: z.int(),
    shows_person: z.boolean(),
    since: z.string(),
  })
  .meta({ id: 'Seat' });

export const presentSeat = ({
  id,
  kind,
  name,
  number,
  showsPerson,
  since,
}: HeldSeat): z.output<typeof seatJson> => ({
  id,
  kind,
  name,
  number,
  shows_person: showsPerson,
  since: new Date(since).toISOString(),
});
