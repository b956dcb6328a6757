import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { someThing } from '../../governance/simulation/asked.ts';
import { lockOutText } from '../../governance/simulation/lockout.ts';
import { hoursOf, type ReachQuestion } from '../../governance/simulation/reaches.ts';
import { type Draft, draftedFor, simulate } from '../../governance/simulation/simulate.ts';
import { tryOne } from '../../governance/simulation/what-if.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Answer } from '../../insight/counting/answer-once.ts';
import { countUnder } from '../../insight/counting/count-under.ts';
import { COUNTED } from '../../insight/counting/question.ts';
import { HALF_WIDTH, MINIMUM_GROUP } from '../../insight/noise/release.ts';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { ENGAGEMENT_PURPOSES, PURPOSES } from '../../privacy/purposes.ts';
import {
  ACTIONS,
  type BusinessFunction,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  DAY_MS,
  DISCIPLINES,
  FUNCTIONS,
  LABELS,
  LAWFUL_BASES,
  OBJECT_KINDS,
  type ObjectKind,
} from '../../privacy/words.ts';
import type { Seated } from '../../store/seated.ts';
import { actorParams } from '../actor-params.ts';
import { budgetJson, presentBudget } from '../insight/budget-json.ts';
import { draftFields, readDraft } from './draft-body.ts';

const SIMULATIONS = '/api/organisations/v1/:id/simulations';

const leave = z.enum(['open', 'hours', 'shut']);

const postSimulation = endpoint({
  method: 'post',
  path: SIMULATIONS,
  summary:
    'What a draft of policies would change, by classes and by the organisation’s own deeds; counts nobody',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject(draftFields),
  answers: z.object({
    clauses: z.array(
      z.object({
        clause: z.string(),
        shadowed_by: z.string().nullable(),
        in_force_as: z.string().nullable(),
        covered_together: z.boolean(),
        unused: z.enum(['label', 'function']).nullable(),
        stopped: z.int(),
      }),
    ),
    reaches: z.array(
      z.object({ function: z.string(), purpose: z.string(), what: z.string(), before: leave, after: leave }),
    ),
    deeds: z.object({ days: z.int(), among: z.int(), stopped: z.int() }),
  }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const tried = await simulate(deps, viewer, draft.value, at);
    if (!tried.ok) return tried;
    const { clauses, reaches, deeds, lockedOut } = tried.value;
    if (lockedOut.length > 0) return locksOut(lockedOut);
    return ok({
      body: {
        clauses: clauses.map((finding) => ({
          clause: finding.clause,
          shadowed_by: finding.shadowedBy,
          in_force_as: finding.inForceAs,
          covered_together: finding.coveredTogether,
          unused: finding.unused,
          stopped: deeds.byClause.get(finding.clause) ?? 0,
        })),
        reaches: reaches.map((reach) => ({ ...reach })),
        deeds: { days: deeds.days, among: deeds.among, stopped: deeds.stopped },
      },
    });
  },
});

const locksOut = (kinds: readonly ObjectKind[]): Result<never> =>
  refuse({
    kind: 'invalid',
    field: 'text',
    says: lockOutText(kinds),
  });

const counted = z.object({
  count: z.int().nullable(),
  fewer_than: z.int().nullable(),
  interval: z.object({ from: z.int(), to: z.int(), share: z.number() }).nullable(),
  /** That the rule itself says so: it cost nothing. */
  exact: z.boolean(),
});

const postCounts = endpoint({
  method: 'post',
  path: `${SIMULATIONS}/counts`,
  summary:
    'How many members something would reach now and under a draft: with noise, out of the organisation’s budget of the quarter',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    ...draftFields,
    function: z.enum(FUNCTIONS, 'is no business function'),
    purpose: z.enum(PURPOSES, 'is no purpose'),
    what: z.enum([...COUNTED, 'authors'], 'is posts, attributes, ties, contact or authors'),
  }),
  answers: z.object({ before: counted.nullable(), after: counted, budget: budgetJson.nullable() }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const { function: fn, purpose, what } = body;
    if (!mayCount(draft.value.seated, fn)) return NOT_THEIRS;
    const isFit =
      what === 'authors' ||
      (what === 'contact' ? purpose === fn : (ENGAGEMENT_PURPOSES as readonly string[]).includes(purpose));
    if (!isFit)
      return refuse({ kind: 'invalid', field: 'purpose', says: 'is none that this is counted for' });
    const drafted = draftedFor(viewer, draft.value, at);
    const question = { organisation: params.id, function: fn, purpose };
    const ask = (policies: typeof drafted.after) =>
      countUnder(deps, viewer, { ...question, what }, { before: drafted.before, after: policies }, at);
    // Those who write see it; of authors there is no before: none is shut off yet.
    const before =
      what === 'authors' || isShut(draft.value, drafted.before, { ...question, what }, at)
        ? null
        : await ask(drafted.before);
    if (before?.ok === false) return before;
    const after =
      what !== 'authors' && isShut(draft.value, drafted.after, { ...question, what }, at)
        ? null
        : await ask(drafted.after);
    if (after?.ok === false) return after;
    const answer = after?.value ?? before?.value;
    return ok({
      body: {
        before: what === 'authors' ? null : presentCount(before?.value ?? null),
        after: presentCount(after?.value ?? null),
        budget: answer === undefined ? null : presentBudget(answer.budget),
      },
    });
  },
});

/**
 * A count is a use by who sits in the function, whatever is tried: policies tell functions apart, and nobody gets round one
 * by asking in another's name. Experts weigh drafts for all of them.
 */
const mayCount = ({ functions, disciplines }: Seated, fn: BusinessFunction): boolean =>
  functions.includes(fn) || disciplines.length > 0;

const NOT_THEIRS = refuse({
  kind: 'forbidden',
  says: 'Members are counted for a function by who sits in it, and by the experts.',
});

/** Whether the rule leaves nothing of it now. */
const isShut = (
  { organisation }: Draft,
  policies: Parameters<typeof hoursOf>[0],
  reach: ReachQuestion,
  at: number,
): boolean => ((hoursOf(policies, organisation, reach, at) >>> new Date(at).getUTCHours()) & 1) === 1;

const presentCount = (answer: Answer | null): z.output<typeof counted> => {
  if (answer === null) return { count: 0, fewer_than: null, interval: null, exact: true };
  const { released } = answer;
  return {
    count: released,
    fewer_than: released === null ? MINIMUM_GROUP : null,
    interval:
      released === null
        ? null
        : { from: Math.max(0, released - HALF_WIDTH), to: released + HALF_WIDTH, share: 0.95 },
    exact: false,
  };
};

const postWhatIf = endpoint({
  method: 'post',
  path: `${SIMULATIONS}/what-if`,
  summary:
    'Whether policies would leave one thing, were it granted, now and under a draft, and which clause forbids it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    ...draftFields,
    capacity: z.enum(CAPACITIES, 'is no capacity').default('person'),
    experts: z.array(z.enum(DISCIPLINES, 'is no discipline')).max(DISCIPLINES.length).default([]),
    action: z.enum(ACTIONS, 'is no action'),
    purpose: z.enum(PURPOSES, 'is no purpose').default('reading'),
    kind: z.enum(OBJECT_KINDS, 'is no kind of thing'),
    label: z.enum(LABELS, 'is no label').default('public'),
    attribute: z.enum(ATTRIBUTE_KINDS, 'is no kind of attribute').nullable().default(null),
    conversation: z.enum(CONVERSATION_ORIGINS, 'is member, organisation or none').default('none'),
    basis: z.enum(LAWFUL_BASES, 'is no lawful basis').default('consent'),
    age_days: z.int().min(0).max(36_500).default(0),
    retention_days: z.int().min(1).max(36_500).nullable().default(null),
    hour: z.int().min(0).max(23).default(12),
  }),
  answers: z.object({
    before: z.boolean(),
    after: z.boolean(),
    clauses: z.array(z.string()),
    in_force: z.array(z.object({ source: z.string().nullable(), clause: z.string().nullable() })),
  }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const when = (Math.floor(at / DAY_MS) + 1) * DAY_MS + body.hour * 3_600_000;
    const { capacity, basis, retention_days: retentionDays } = body;
    const question = {
      action: body.action,
      purpose: body.purpose,
      at: when,
      ...(capacity === 'person'
        ? {}
        : {
            as: {
              organisation: params.id,
              capacity,
              basis,
              ...(retentionDays === null ? {} : { retentionDays }),
            },
          }),
    };
    const object = someThing(body.kind, {
      label: body.label,
      conversation: body.conversation,
      since: when - body.age_days * DAY_MS,
      ...(body.attribute === null ? {} : { attribute: body.attribute }),
    });
    const asked = { question, object, experts: body.experts };
    const verdict = tryOne(draftedFor(viewer, draft.value, at), draft.value.boxes, params.id, asked);
    return ok({
      body: {
        before: verdict.before,
        after: verdict.after,
        clauses: [...verdict.clauses],
        in_force: verdict.kept.map(({ source, clause }) => ({
          source: source ?? null,
          clause: clause ?? null,
        })),
      },
    });
  },
});

/** Drafts of policies, tried before anybody signs them. */
export const simulationEndpoints: readonly Endpoint[] = [postSimulation, postCounts, postWhatIf];
