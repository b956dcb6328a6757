import { type Result, refuse } from '../../core/result.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import type { Instant } from '../../privacy/words.ts';
import { noteUseOfFound } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Answer, answerOnce } from './answer-once.ts';
import { countedMembers } from './counted-members.ts';
import { type CountQuestion, canonical } from './question.ts';

/**
 * How many members let the organisation do something, for who acts for it in the function: with noise, out of its budget.
 * The same question has the same answer within a day and isn't charged again. Whoever is counted is told.
 */
export async function askCount(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  question: CountQuestion,
  at: Instant,
): Promise<Result<Answer>> {
  const { organisation, function: fn, purpose, what } = question;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  if (what === 'contact' && purpose !== fn) {
    return refuse({
      kind: 'invalid',
      field: 'purpose',
      says: 'must be the function in which members are written to',
    });
  }
  if (what !== 'contact' && !(ENGAGEMENT_PURPOSES as readonly Purpose[]).includes(purpose)) {
    return refuse({
      kind: 'invalid',
      field: 'purpose',
      says: 'is none that members allow organisations for',
    });
  }
  const { network, networkFacts } = viewer;
  const found = countedMembers({ network, policies: networkFacts.policies }, question, at);
  const by = viewer.actor?.id ?? null;
  const use = { organisation, function: fn, by, deed: 'counted', purpose, kinds: [] } as const;
  return answerOnce(
    deps,
    network,
    { organisation, function: fn, purpose, what, canonical: canonical(question) },
    (trx) => noteUseOfFound(trx, deps, network, use, found, at),
    at,
  );
}
