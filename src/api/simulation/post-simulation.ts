import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { changedAudiences } from '../../governance/simulation/broken-audiences.ts';
import { draftedFor } from '../../governance/simulation/draft.ts';
import { lockOutText } from '../../governance/simulation/lockout.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import { simulate } from '../../governance/simulation/simulate.ts';
import { endpoint } from '../../http/endpoint.ts';
import { loadAudiences } from '../../insight/audiences/audience.ts';
import { readBudget } from '../../insight/counting/read-budget.ts';
import { unanswered } from '../../insight/counting/unanswered.ts';
import { findJob } from '../../insight/jobs/keep-jobs.ts';
import type { ObjectKind } from '../../privacy/words.ts';
import { inSnapshot } from '../../store/snapshot.ts';
import { actorParams } from '../actor-params.ts';
import { budgetJson, presentBudget } from '../insight/budget-json.ts';
import { jobJson, presentJob } from '../insight/jobs.ts';
import { authorsLine, type Line, questionsOf } from './counted-lines.ts';
import { draftFields, SIMULATIONS } from './draft-body.ts';
import { aboutDraft } from './trial-job.ts';

const leave = z.enum(['open', 'hours', 'shut']);

const line = {
  function: z.string(),
  purpose: z.string(),
  what: z.string(),
  counts: z.int().meta({ description: 'How many counts are paid for to have it counted' }),
};

/** What a draft would change, and what it would cost to have all of it counted. */
export const postSimulation = endpoint({
  method: 'post',
  path: SIMULATIONS,
  summary:
    'What a draft of policies would change, by classes, by the organisation’s own deeds and its saved audiences; counts nobody',
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
    reaches: z.array(z.object({ ...line, before: leave, after: leave })),
    authors: z
      .object(line)
      .nullable()
      .meta({ description: 'Members with posts that people could no longer read; null where it takes none' }),
    deeds: z.object({ days: z.int(), among: z.int(), stopped: z.int() }),
    audiences: z.object({
      kept: z.int(),
      broken: z.int(),
      changed: z.array(z.object({ id: z.string(), title: z.string(), before: leave, after: leave })),
    }),
    counts: z.int().meta({ description: 'How many counts are paid for to have all of it counted' }),
    job: jobJson
      .nullable()
      .meta({ description: 'The last job that counts members for this draft, if there is one' }),
    budget: budgetJson,
  }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const read = await readDraft(deps, viewer, params.id, body, at);
    if (!read.ok) return read;
    const draft = read.value;
    const drafted = draftedFor(viewer, draft, at);
    const asks = (one: Line) => questionsOf(drafted, params.id, one, at);
    // All of one state of the community, so that what is told of it fits together.
    const found = await inSnapshot(deps.store, async (store) => {
      const then = { ...deps, store };
      const trial = await simulate(then, viewer, draft, at);
      const authors = authorsLine(drafted, params.id, trial.functions, at);
      const all = [...trial.reaches, ...(authors === null ? [] : [authors])].flatMap(asks);
      const kept = await loadAudiences(store.community, viewer.network, params.id, at);
      const open = await unanswered(then, viewer, params.id, all, at);
      const budget = await readBudget(then, viewer, params.id, at);
      const job = await findJob(then, viewer, params.id, aboutDraft(body), at);
      return { ...trial, authors, kept, open, budget, job };
    });
    const { clauses, reaches, deeds, lockedOut, authors, kept, open, budget, job } = found;
    if (lockedOut.length > 0) return locksOut(lockedOut);
    if (!budget.ok) return budget;
    const priced = <One extends Line>(one: One) => ({
      ...one,
      counts: new Set(asks(one)).intersection(open).size,
    });
    const changed = changedAudiences(drafted, params.id, kept, at);
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
        reaches: reaches.map(priced),
        authors: authors === null ? null : priced(authors),
        deeds: { days: deeds.days, among: deeds.among, stopped: deeds.stopped },
        audiences: {
          kept: kept.length,
          broken: changed.filter(({ after }) => after === 'shut').length,
          changed: [...changed],
        },
        counts: open.size,
        job: job === null ? null : presentJob(job),
        budget: presentBudget(budget.value),
      },
    });
  },
});

const locksOut = (kinds: readonly ObjectKind[]): Result<never> =>
  refuse({ kind: 'invalid', field: 'text', says: lockOutText(kinds) });
