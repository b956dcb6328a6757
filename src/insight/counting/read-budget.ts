import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Budget, budgetOf, loadSpent } from './budget.ts';
import { loadTerms } from './terms.ts';

/** What an organisation may still learn in this quarter, for whoever holds a seat in it. */
export async function readBudget(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<Budget>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const spent = await loadSpent(deps.store.community, viewer.network, organisation, at);
  const terms = await loadTerms(deps.store.community, viewer.network, organisation, at);
  return ok(budgetOf(spent, terms, at));
}
