import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { isLeftToNobody } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { planForMany } from '../../store/visibility/plan-for-many.ts';
import { answerParts, type PartsAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import type { Telling } from '../counting/measure.ts';
import { fromLeast } from '../noise/release.ts';
import { rareFrom } from '../noise/tail.ts';
import { asksOfHearing, isSpaceSeen, type ListeningQuestion } from './ask-listening.ts';
import { type Hearing, LISTENING } from './heard.ts';
import { MOST_WORDS, type NewStretch, newStretch, newWordAmounts, newWords } from './new-words.ts';
import { soughtBy } from './topic.ts';

/** How rarely any word is told that is there by one member alone: once in so many questions at most. It adds to δ. */
const RARITY = 10n ** 12n;

/**
 * From which noisy number on a word is told. Who comes or goes brings up to so many words that nobody else uses, each of which is 1
 * with noise: that any of them is told is less likely than once in {@link RARITY}.
 * @param variance σ² of the noise of a cell
 */
export function toldFrom(variance: bigint, minimum: number): number {
  const known = thresholds.get(variance) ?? 1 + Number(rareFrom(variance, BigInt(MOST_WORDS) * RARITY));
  thresholds.set(variance, known);
  return Math.max(minimum, known);
}
/** By σ², of which there are few; each takes long to tell. */
const thresholds = new Map<bigint, number>();

const fromThreshold: Telling = ([cells = []], minimum, [variance = 0n]) => {
  const least = toldFrom(variance, minimum);
  return [cells.map((cell) => fromLeast(cell, least))];
};

export interface Emerging {
  readonly answer: PartsAnswer;
  readonly stretch: NewStretch;
}

/**
 * Words that many members have begun to use, for who acts for the organisation in the function: with noise, for the price of any
 * question, the same for its day. Which words there are is the data's, so that a word is told only where it is very unlikely
 * that so few use it that telling it would tell of one of them.
 */
export async function askEmerging(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  { organisation, function: fn, topic }: Pick<ListeningQuestion, 'organisation' | 'function' | 'topic'>,
  at: Instant,
): Promise<Result<Emerging>> {
  const { community } = deps.store;
  const { network, networkFacts } = viewer;
  const { policies } = networkFacts;
  const acting = await actingIn(community, viewer, organisation, fn, at);
  if (!acting.ok) return acting;
  if (topic.kind === 'space' && !(await isSpaceSeen(deps, viewer, topic.space, at))) return absent;
  const sought = await soughtBy(community, network, topic, at);
  if (!sought.ok) return sought;
  const hearing: Hearing = {
    network,
    policies,
    organisation,
    function: fn,
    sought: sought.value,
    by: null,
    at,
  };
  if (isLeftToNobody(policies, asksOfHearing(hearing))) return forbiddenNow;
  const stretch = newStretch(at);
  const found = newWords(hearing, stretch);
  const squared = BigInt(MOST_WORDS);
  const use = asUse(viewer, 'listened', { organisation, function: fn, purpose: LISTENING });
  const answer = await answerParts(
    deps,
    network,
    {
      organisation,
      function: fn,
      purpose: LISTENING,
      what: 'terms',
      canonical: JSON.stringify({ terms: sought.value, until: stretch.until, in: fn }),
    },
    {
      parts: [{ cells: 0, squared }],
      telling: fromThreshold,
      async words(trx) {
        await planForMany(trx);
        const { rows } = await sql<{ term: string }>`
          select f.term from (${found}) f group by f.term order by f.term collate "C"`.execute(trx);
        return rows.map(({ term }) => term);
      },
      count(trx, words) {
        const parts = [{ cells: words.length, squared }];
        return noteUseOfAmounts(trx, deps, network, use, { found: newWordAmounts(found, words), parts }, at);
      },
    },
    at,
  );
  return answer.ok ? ok({ answer: answer.value, stretch }) : answer;
}
