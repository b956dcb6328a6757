import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAudience, loadAudiences, type SavedAudience } from './audience.ts';
import { type Usability, usabilityOf } from './may-use-audience.ts';
import { loadThreshold } from './threshold.ts';

/** An audience, with what its organisation was told of it. */
export interface ToldAudience extends Usability {
  readonly audience: SavedAudience;
}

/** What an organisation keeps, for whoever holds a seat in it. It costs nothing: nothing new is told. */
export async function listAudiences(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<{ readonly signedFrom: number; readonly audiences: readonly ToldAudience[] }>> {
  const db = deps.store.community;
  const seated = await seatedIn(db, viewer, organisation, at);
  if (!seated.ok) return seated;
  const signedFrom = await loadThreshold(db, viewer.network, organisation, at);
  const kept = await loadAudiences(db, viewer.network, organisation, at);
  const audiences: ToldAudience[] = [];
  for (const audience of kept) audiences.push(await tellOf(deps, viewer, audience, signedFrom, at));
  return ok({ signedFrom, audiences });
}

/** One of them. */
export async function readAudience(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<ToldAudience>> {
  const db = deps.store.community;
  const audience = await loadAudience(db, viewer.network, id, at);
  if (audience === null) return absent;
  const seated = await seatedIn(db, viewer, audience.organisation, at);
  if (!seated.ok) return seated;
  const signedFrom = await loadThreshold(db, viewer.network, audience.organisation, at);
  return ok(await tellOf(deps, viewer, audience, signedFrom, at));
}

const tellOf = async (
  { store }: Pick<Deps, 'store'>,
  { network, networkFacts: { policies } }: Viewer,
  audience: SavedAudience,
  signedFrom: number,
  at: Instant,
): Promise<ToldAudience> => ({
  audience,
  ...(await usabilityOf(store.community, { network, policies }, audience, signedFrom, at)),
});
