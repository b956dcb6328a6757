import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Discipline, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { expertIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';

/**
 * The viewer as an expert of the organisation in one of the disciplines. To anybody else its records are absent, also to
 * whoever administers the network: what it did with others is told to nobody but itself.
 */
export async function asExpert(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  disciplines: readonly Discipline[],
  at: Instant,
): Promise<Result<ActorId>> {
  const expert = await expertIn(deps.store.community, viewer, organisation, at, disciplines);
  return expert.ok ? ok(expert.value.id) : expert;
}
