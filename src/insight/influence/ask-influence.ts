import { type Result, refuse } from '../../core/result.ts';
import { someThing } from '../../privacy/some-thing.ts';
import { isLeftToNobody } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { withEnough } from '../../store/allowances.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { answerParts, type PartsAnswer } from '../counting/answer-once.ts';
import { countedMembers } from '../counting/counted-members.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import type { Telling } from '../counting/measure.ts';
import { fromLeast } from '../noise/release.ts';
import { NotMeasured } from './apart/apart.ts';
import { loadConsentedTies } from './consented-ties.ts';
import { memberAmounts } from './member-amounts.ts';
import { asksOfTies, canonicalInfluence, INFLUENCE, type InfluenceQuestion, numbersOf } from './question.ts';

/**
 * How members are spread over classes of a measure of influence, for who acts in the function: with noise made for whatever one
 * member with all of their ties changes, out of the organisation's budget, the same for its day. Whoever is in it is told.
 */
export async function askInfluence(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  question: InfluenceQuestion,
  at: Instant,
): Promise<Result<PartsAnswer>> {
  const { organisation, function: fn } = question;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const { network, networkFacts, actor } = viewer;
  const { policies } = networkFacts;
  const asked = [[{ question: asksOfTies('process', question, at), object: someThing('ties') }]];
  if (isLeftToNobody(policies, asked)) return forbiddenNow;
  const purpose = INFLUENCE;
  const members = countedMembers(
    { network, policies },
    { organisation, function: fn, purpose, what: 'ties' },
    at,
  );
  const { part, one } = numbersOf(question.measure);
  const use = {
    organisation,
    function: fn,
    by: actor?.id ?? null,
    deed: 'counted',
    purpose,
    kinds: [],
  } as const;
  const canonical = canonicalInfluence(question);
  const counting = answerParts(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'influence', canonical },
    {
      parts: [part],
      telling: asCounted(one),
      async count(trx) {
        const ties = await loadConsentedTies(trx, network, withEnough(network, trx.turn, members, at), at);
        const found = await memberAmounts(ties, question, at);
        return noteUseOfAmounts(trx, deps, network, use, { found, parts: [part] }, at);
      },
    },
    at,
  );
  return refusing(counting);
}

/** Each number by itself, from where it stands for the minimum on, of which one comes to so much. */
const asCounted =
  (one: number): Telling =>
  (noisy, minimum) =>
    noisy.map((part) => part.map((cell) => fromLeast(cell, one * minimum)));

/** A graph that couldn't be measured is refused; whatever was begun for it is undone. */
export async function refusing<T>(measuring: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await measuring;
  } catch (error) {
    if (!(error instanceof NotMeasured)) throw error;
    return refuse({ kind: 'too-many', says: SAYS[error.because], retryAfterSeconds: 60 });
  }
}

const SAYS: Readonly<Record<NotMeasured['because'], string>> = {
  'too-long':
    'There are so many ties that this takes longer than a minute. Nothing was spent; ask for another measure, or for more parts.',
  'too-many': 'Too much is being measured at this time. Nothing was spent; ask again in a minute.',
  broke: 'This server has too little memory for so many ties. Nothing was spent; ask for another measure.',
};
