import { sql } from 'kysely';
import { type Result, refuse } from '../../core/result.ts';
import { asksOfAudience, isLeftToNobody, kindsOf } from '../../privacy/targeting.ts';
import { DAY_MS, type Instant } from '../../privacy/words.ts';
import { noteUseOfAmounts } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import { isStillLet, OUTCOMES_DAYS } from '../../store/offer-outcomes.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { membersOfAudience } from '../audiences/members-of-audience.ts';
import { comparesSensitive, comparesSensitiveWords } from '../audiences/sensitive-values.ts';
import { answerParts, type PartsAnswer } from '../counting/answer-once.ts';
import { asUse } from '../counting/as-use.ts';
import { type Ground, groundOfAll } from '../counting/ground.ts';
import { forbiddenNow } from '../counting/may-count.ts';
import { countsOf, fromMinimum } from '../counting/measure.ts';
import { actedFor } from './keep-offer.ts';
import type { Offer } from './offer.ts';

/** What of an offer is told, in this order: how many members were shown it, opened it, accepted it. */
export const OUTCOMES = ['shown', 'opened', 'accepted'] as const;

/** A member changes each of the three by one at most. */
const PARTS = OUTCOMES.map(() => countsOf(1));

/**
 * How many members were shown an offer, opened and accepted it: with noise, out of the organisation's budget, the same for its
 * day. Counted is who is in its audience still, by the grants by which they were shown it.
 */
export async function askOutcomes(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<PartsAnswer>> {
  const found = await actedFor(deps, viewer, id, at);
  if (!found.ok) return found;
  const { network, networkFacts } = viewer;
  const { policies } = networkFacts;
  const offer = found.value;
  const { organisation, function: fn, purpose } = offer;
  if (offer.from === null || offer.until === null) return neverShown;
  if (offer.until + OUTCOMES_DAYS * DAY_MS <= at) return deleted;
  if (isLeftToNobody(policies, asksOfAudience(offer, organisation, at))) return forbiddenNow;
  if (await comparesSensitive(deps.store.community, network, offer, at)) return comparesSensitiveWords;
  const asked = {
    organisation,
    function: fn,
    purpose,
    what: 'offer',
    canonical: JSON.stringify({ offer: offer.id, for: purpose, in: fn }),
  };
  const use = asUse(viewer, 'counted', offer, kindsOf(offer).toSorted());
  return answerParts(
    deps,
    network,
    asked,
    {
      parts: PARTS,
      telling: fromMinimum,
      count: async (trx) => {
        const ground = await groundOfAll(trx, { network, policies }, organisation, at);
        const amounts = { found: outcomesOf(ground, offer, at), parts: PARTS };
        return noteUseOfAmounts(trx, deps, network, use, amounts, at);
      },
    },
    at,
  );
}

const neverShown = refuse({
  kind: 'conflict',
  says: 'This offer is a draft, which nobody was shown. Publish it first.',
});
const deleted = refuse({
  kind: 'conflict',
  says: `This offer ended more than ${OUTCOMES_DAYS} days ago. What became of it is deleted; what was told stands in the records.`,
});

/** A query of `subject`, `grants`, `part`, `cell` and `amount`. */
const outcomesOf = (ground: Ground, offer: Offer, at: Instant): Sql<unknown> => sql`
  select m.subject, m.grants, p.part, 0 as cell, 1 as amount
  from (${membersOfAudience(ground, offer.organisation, offer, at)}) m
  join community.offer_outcome o on o.network_id = ${ground.network} and o.actor_id = m.subject and o.offer_id = ${offer.id}
  cross join lateral (select 0 as part union all select 1 where o.opened_at is not null
    union all select 2 where o.accepted_at is not null) p
  where ${isStillLet(ground.network, 'o', at)}`;
