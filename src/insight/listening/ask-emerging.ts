import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { isLeftToNobody } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { withEnough } from '../../store/allowances.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { actingIn } from '../../store/seated.ts';
import { harmlessOf } from '../../store/sensitive-marks.ts';
import type { Viewer } from '../../store/viewer.ts';
import { planForMany } from '../../store/visibility/plan-for-many.ts';
import { answerParts, type PartsAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import type { Telling } from '../counting/measure.ts';
import { MOST_RHO_SIGNED, rhoOfCount } from '../noise/accounting.ts';
import { fromLeast } from '../noise/release.ts';
import { rareFrom } from '../noise/tail.ts';
import { asksOfHearing, isSpaceSeen, type ListeningQuestion } from './ask-listening.ts';
import { type Hearing, LISTENING } from './heard.ts';
import { MOST_WORDS, type NewStretch, newStretch, newWordAmounts, newWords } from './new-words.ts';
import { soughtBy } from './topic.ts';

/** How rarely words are told that are there by one member alone, in all that a quarter could ever have: it adds to δ. */
const RARITY_OF_ALL = 2_500_000_000n;

/**
 * In how many questions of that noise such a word is told once at most. Each has as much of {@link RARITY_OF_ALL} as its charge has of
 * the most ρ, so that of however many a quarter has, on whatever terms, all together stay below that.
 * @param variance σ² of the noise of a cell
 */
export function rarityOf(variance: bigint): bigint {
  const charge = rhoOfCount(variance / BigInt(MOST_WORDS));
  return (RARITY_OF_ALL * MOST_RHO_SIGNED + charge - 1n) / charge;
}

/**
 * From which noisy number on a word is told. Who comes or goes brings up to so many words that nobody else uses, each of which is 1
 * with noise: that any of them is told is less likely than once in {@link rarityOf}.
 * @param variance σ² of the noise of a cell
 */
export function toldFrom(variance: bigint, minimum: number): number {
  const rarity = BigInt(MOST_WORDS) * rarityOf(variance);
  const known = thresholds.get(variance) ?? 1 + Number(rareFrom(variance, rarity));
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
          select f.term from (${withEnough(network, trx.turn, found, at)}) f
          group by f.term order by f.term collate "C"`.execute(trx);
        // Words by which nobody is counted come up no more than they can be asked about.
        const terms = rows.map(({ term }) => term);
        return harmlessOf(trx, network, terms, at);
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
