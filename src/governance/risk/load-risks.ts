import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { expertIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Risk, type RiskRegister, risksOf } from './risks-of.ts';

/** The register of an organisation, assessed by the facts of now; for its experts. */
export async function loadRisks(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<RiskRegister>> {
  const expert = await expertIn(deps.store.community, viewer, organisation, at);
  if (!expert.ok) return expert;
  const { community } = deps.store;
  const { network: id, networkFacts } = viewer;
  const { kind } = await community
    .selectFrom('community.network')
    .select('kind')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return ok(await risksOf(community, { id, kind, policies: networkFacts.policies }, organisation, at));
}

/** One of them. */
export async function loadRisk(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  id: string,
  at: Instant,
): Promise<Result<Risk>> {
  const register = await loadRisks(deps, viewer, organisation, at);
  if (!register.ok) return register;
  const risk = register.value.risks.find(({ entry }) => entry.id === id);
  return risk === undefined ? absent : ok(risk);
}
