import { type Result, refuse } from '../../core/result.ts';
import { someThing } from '../../privacy/some-thing.ts';
import { isLeftToNobody } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { withEnough } from '../../store/allowances.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import type { Viewer } from '../../store/viewer.ts';
import { answerAhead } from '../counting/answer-ahead.ts';
import type { PartsAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { countedMembers } from '../counting/counted-members.ts';
import { type Going, IN_REQUEST, withinLimits } from '../counting/going.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { fromMinimumOf } from '../counting/measure.ts';
import { NotMeasured } from './apart/apart.ts';
import { loadConsentedTies } from './consented-ties.ts';
import { amountsOf, memberAmounts } from './member-amounts.ts';
import { asksOfTies, canonicalInfluence, INFLUENCE, type InfluenceQuestion, numbersOf } from './question.ts';

/**
 * How members are spread over classes of a measure of influence, for who acts in the function: with noise made for whatever one
 * member with all of their ties changes, out of the organisation's budget, the same for its day. Whoever is in it is told. Nobody
 * waits while it is measured: nothing is locked until it is told.
 * @throws TakesTooLong
 */
export async function askInfluence(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  question: InfluenceQuestion,
  at: Instant,
  going: Going = IN_REQUEST,
): Promise<Result<PartsAnswer>> {
  const { organisation, function: fn } = question;
  const acting = await actingIn(deps.store.community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  const { network, networkFacts } = viewer;
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
  const parts = [part];
  const use = asUse(viewer, 'counted', { organisation, function: fn, purpose });
  const canonical = canonicalInfluence(question);
  const answering = answerAhead(
    deps,
    network,
    { organisation, function: fn, purpose, what: 'influence', canonical },
    {
      parts,
      telling: fromMinimumOf(one),
      going,
      async work(turn) {
        const found = withEnough(network, turn, members, at);
        const ties = await inSnapshot(deps.store, ({ community: then }) =>
          withinLimits(then, deps.store.community, going, () => loadConsentedTies(then, network, found, at)),
        );
        return { ties, amounts: await amountsOf(ties, question, going, at) };
      },
      about: ({ ties }) => ties.members,
      count: (trx, { ties, amounts }) =>
        noteUseOfAmounts(trx, deps, network, use, { found: memberAmounts(ties, amounts), parts }, at),
    },
    at,
  );
  return refusing(answering);
}

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
  'too-many': 'Too much is being measured at this time. Nothing was spent; ask again in a minute.',
  broke: 'This server has too little memory for so many ties. Nothing was spent; ask for another measure.',
};
