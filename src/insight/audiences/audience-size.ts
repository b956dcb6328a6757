import { type Kysely, sql } from 'kysely';
import type { Result } from '../../core/result.ts';
import {
  type AudienceDefinition,
  asksOfAudience,
  isLeftToNobody,
  kindsOf,
  NUMBERS_STAND_DAYS,
} from '../../privacy/targeting.ts';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { InTurn } from '../../store/allowances.ts';
import { noteUseOfFound } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type Answer, answerOnce } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { groundOfAll } from '../counting/ground.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { keptBy } from './keep-audience.ts';
import { membersOfAudience } from './members-of-audience.ts';
import { comparesSensitive, comparesSensitiveWords } from './sensitive-values.ts';

/** A size as it was told last. */
export interface ToldSize {
  /** Null is fewer than the minimum. */
  readonly released: number | null;
  /** The minimum and the noise that it was told with. */
  readonly minimum: number;
  readonly variance: bigint;
  readonly askedAt: Instant;
  /** The most that was told of it within the days for which that stands; null where it always was fewer than the minimum. */
  readonly most: number | null;
}

/** The one form of the question, by whatever name, order or repetition it is asked. */
const canonical = ({ function: fn, purpose, conditions }: AudienceDefinition): string =>
  JSON.stringify({
    audience: conditions.map(({ kind, values }) => [kind, ...values]),
    for: purpose,
    in: fn,
  });

/**
 * How many members an audience has: with noise, out of the organisation's budget, the same for its day. Whoever is in it is told
 * that they were counted, and for what.
 */
export async function askAudienceSize(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<Answer>> {
  const kept = await keptBy(deps, viewer, id, at);
  if (!kept.ok) return kept;
  const { network, networkFacts } = viewer;
  const { policies } = networkFacts;
  const { organisation, function: fn, purpose } = kept.value;
  // It would be fewer than the minimum, for the price of a count.
  if (isLeftToNobody(policies, asksOfAudience(kept.value, organisation, at))) return forbiddenNow;
  if (await comparesSensitive(deps.store.community, network, kept.value, at)) return comparesSensitiveWords;
  const use = asUse(viewer, 'counted', kept.value, kindsOf(kept.value).toSorted());
  const asked = { organisation, function: fn, purpose, what: 'audience', canonical: canonical(kept.value) };
  const count = async (trx: InTurn) => {
    const ground = await groundOfAll(trx, { network, policies }, organisation, at);
    const found = membersOfAudience(ground, organisation, kept.value, at);
    return noteUseOfFound(trx, deps, network, use, found, at);
  };
  return answerOnce(deps, network, asked, count, at);
}

/** What was told of its size within the days for which that stands; null where nothing was. */
export async function toldSize(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  definition: AudienceDefinition,
  at: Instant,
): Promise<ToldSize | null> {
  const { rows } = await sql<Omit<ToldSize, 'variance'> & { variance: number }>`
    select a.released, a.minimum, a.variances[1] as variance, a.asked_at as "askedAt",
      max(a.released) over () as most
    from community.noise_answer a
    where a.network_id = ${network} and a.organisation_id = ${organisation} and a.question = ${canonical(definition)}
      and a.asked_at > ${instantValue(at - NUMBERS_STAND_DAYS * DAY_MS)} and a.asked_at <= ${instantValue(at)}
    order by a.asked_at desc limit 1`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { ...row, variance: BigInt(row.variance) };
}
