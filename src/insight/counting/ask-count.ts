import type { Result } from '../../core/result.ts';
import { somethingOf } from '../../privacy/something-of.ts';
import { isLeftToNobody } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Answer } from './answer-once.ts';
import { countFound } from './count-found.ts';
import { countedMembers, questionOf } from './counted-members.ts';
import type { Ground } from './ground.ts';
import { forbiddenNow } from './may-count.ts';
import { askedOf, type CountQuestion, fitting } from './question.ts';

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
  const { organisation, function: fn } = question;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const fits = fitting(question);
  if (!fits.ok) return fits;
  const { policies } = viewer.networkFacts;
  const asked = questionOf(question, at);
  const things = somethingOf(askedOf(question).kind, at).map((object) => ({ question: asked, object }));
  if (isLeftToNobody(policies, [things])) return forbiddenNow;
  const found = (ground: Ground) => countedMembers(ground, question, at);
  return countFound(deps, viewer, { question, policies, found, mark: null }, at);
}
