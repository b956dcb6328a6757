import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { heldSeats } from '../../store/seats.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Whether the viewer holds a seat as an expert of the organisation now; to anybody else there is no register. */
export async function asExpert(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<null>> {
  if (actor === null) return absent;
  const seats = await heldSeats(store.community, network, actor.id, at);
  return seats.some((seat) => seat.organisation === organisation && seat.kind === 'discipline')
    ? ok(null)
    : absent;
}
