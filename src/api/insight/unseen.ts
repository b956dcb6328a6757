import { z } from 'zod';
import { countDirectory } from '../../community/actors/count-directory.ts';
import { ok, type Result } from '../../core/result.ts';
import { listInForce } from '../../governance/sign-off/list-in-force.ts';
import { rulesOn } from '../../governance/simulation/rules-on.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askCount } from '../../insight/counting/ask-count.ts';
import type { Budget } from '../../insight/counting/budget.ts';
import { COUNTED, canonical, fitting } from '../../insight/counting/question.ts';
import { readBudget } from '../../insight/counting/read-budget.ts';
import { epochOf } from '../../insight/noise/quarter.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { type ToldNumber, toldToday } from '../../insight/told/told-today.ts';
import { unseenOf } from '../../insight/told/unseen.ts';
import { PURPOSES, purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { budgetJson, presentBudget } from './budget-json.ts';
import { numberJson, presentNumber } from './number-json.ts';

const UNSEEN = '/api/insight/v1/unseen';

const asked = {
  organisation: actorId,
  function: z.enum(FUNCTIONS, 'is no business function'),
  purpose: z.enum(PURPOSES as [(typeof PURPOSES)[number]], 'is no purpose'),
  what: z.enum(COUNTED, 'is posts, attributes, ties or contact'),
};
const question = z.strictObject(asked);

const unseenJson = z
  .object({
    purpose_iri: z.string(),
    /** Other members whom one may find in the directory, exactly: one may count them oneself. */
    findable: z.int(),
    /** Who lets it, as it was told today; null where nobody asked. */
    lets: numberJson.extend({ id: z.string(), asked_at: z.string() }).nullable(),
    /** Of those who can be found, at least about so many don't. */
    unseen: numberJson.extend({ more_than: z.int().nullable() }).nullable(),
    minimum: z.int(),
    /** Of what was told, or would be. */
    sigma: z.number(),
    same_until: z.string(),
    /** What policies leave of it, whatever members let: all of it, some hours, nothing. */
    leaves: z.enum(['open', 'hours', 'shut']),
    open_now: z.boolean(),
    rules: z.array(
      z.object({
        scope: z.enum(['network', 'organisation']),
        policy: z.string().nullable(),
        title: z.string().nullable(),
      }),
    ),
    budget: budgetJson,
  })
  .meta({ id: 'Unseen' });

async function tell(
  deps: Deps,
  viewer: Viewer,
  one: z.output<typeof question>,
  at: Instant,
  known?: Budget,
): Promise<Result<z.output<typeof unseenJson>>> {
  const budget = known === undefined ? await readBudget(deps, viewer, one.organisation, at) : ok(known);
  if (!budget.ok) return budget;
  const fits = fitting(one);
  if (!fits.ok) return fits;
  const [findable, told, inForce] = await Promise.all([
    countDirectory(deps, viewer, at),
    toldToday(deps, viewer, one.organisation, canonical(one), at),
    listInForce(deps, viewer, at),
  ]);
  if (!inForce.ok) return inForce;
  const titles = new Map(inForce.value.map(({ id, title }) => [id, title]));
  const { leaves, isOpenNow, rules } = rulesOn(viewer.networkFacts.policies, one.organisation, one, at);
  return ok({
    purpose_iri: purposeIri(one.purpose),
    findable,
    lets:
      told === null
        ? null
        : { ...presentNumber(told.released, told), id: told.id, asked_at: instantJson(told.askedAt) },
    unseen: told === null ? null : presentUnseen(findable, told),
    minimum: told?.minimum ?? budget.value.minimum,
    sigma: sigmaOf(told?.variance ?? budget.value.varianceOfCount),
    same_until: instantJson(epochOf(at).ends),
    leaves,
    open_now: isOpenNow,
    rules: rules.map(({ scope, source }) => ({
      scope,
      policy: source,
      title: source === null ? null : (titles.get(source) ?? null),
    })),
    budget: presentBudget(budget.value),
  });
}

function presentUnseen(findable: number, told: ToldNumber) {
  const { count, fewerThan, moreThan, from, to } = unseenOf(findable, told);
  return { count, fewer_than: fewerThan, more_than: moreThan, interval: { from, to, share: 0.95 } };
}

const getUnseen = endpoint({
  method: 'get',
  path: UNSEEN,
  summary:
    'What an organisation can’t see of members and why, as far as it was told today and as rules say; it counts nobody',
  auth: 'persona',
  scope: 'privacy',
  query: z.object(asked),
  answers: unseenJson,
  async handle({ caller: { viewer }, query, at }, deps) {
    const told = await tell(deps, viewer, query, at);
    return told.ok ? ok({ body: told.value }) : told;
  },
});

const postUnseen = endpoint({
  method: 'post',
  path: UNSEEN,
  summary:
    'About how many members don’t let an organisation do something, for who acts for it: it counts those who do, out of the budget',
  auth: 'persona',
  scope: 'privacy',
  body: question,
  answers: unseenJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const counted = await askCount(deps, viewer, body, at);
    if (!counted.ok) return counted;
    const told = await tell(deps, viewer, body, at, counted.value.budget);
    return told.ok ? ok({ body: told.value }) : told;
  },
});

/** What organisations can't see, and why. */
export const unseenEndpoints: readonly Endpoint[] = [getUnseen, postUnseen];
