import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import { endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';
import { budgetJson, presentBudget } from '../insight/budget-json.ts';
import { countedFields, countLine, lineFields } from './count-line.ts';
import { draftFields, SIMULATIONS } from './draft-body.ts';

/** Counts members for one line of a trial. */
export const postCounts = endpoint({
  method: 'post',
  path: `${SIMULATIONS}/counts`,
  summary:
    'How many members something would reach now and under a draft: with noise, out of the organisation’s budget of the quarter',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({ ...draftFields, ...lineFields }),
  answers: z.object({ ...countedFields, budget: budgetJson.nullable() }),
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const draft = await readDraft(deps, viewer, params.id, body, at);
    if (!draft.ok) return draft;
    const { function: fn, purpose, what } = body;
    const counted = await countLine(deps, viewer, draft.value, { function: fn, purpose, what }, at);
    if (!counted.ok) return counted;
    const { budget, ...told } = counted.value;
    return ok({ body: { ...told, budget: budget && presentBudget(budget) } });
  },
});
