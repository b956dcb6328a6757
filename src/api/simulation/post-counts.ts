import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { draftedFor } from '../../governance/simulation/draft.ts';
import { readDraft } from '../../governance/simulation/read-draft.ts';
import { endpoint } from '../../http/endpoint.ts';
import type { Answer } from '../../insight/counting/answer-once.ts';
import { countUnder } from '../../insight/counting/count-under.ts';
import { mayCount } from '../../insight/counting/may-count.ts';
import { COUNTED, fitting } from '../../insight/counting/question.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorParams } from '../actor-params.ts';
import { budgetJson, presentBudget } from '../insight/budget-json.ts';
import { numberJson, presentNumber } from '../insight/number-json.ts';
import { toCount } from './counted-lines.ts';
import { draftFields, SIMULATIONS } from './draft-body.ts';

const counted = numberJson.extend({
  exact: z.boolean().meta({ description: 'That the rule itself says so: it cost nothing' }),
});

/** Counts members for one line of a trial. */
export const postCounts = endpoint({
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
    const may = mayCount(draft.value.seated, fn);
    if (!may.ok) return may;
    const line = { function: fn, purpose, what };
    const fits = fitting(line);
    if (!fits.ok) return fits;
    const asked = toCount(draftedFor(viewer, draft.value, at), params.id, line, at);
    const question = { organisation: params.id, ...line };
    const before = asked.before && (await countUnder(deps, viewer, question, asked.before, at));
    if (before?.ok === false) return before;
    const after = asked.after && (await countUnder(deps, viewer, question, asked.after, at));
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

const presentCount = (answer: Answer | null): z.output<typeof counted> =>
  answer === null
    ? { count: 0, fewer_than: null, interval: null, exact: true }
    : { ...presentNumber(answer.released, answer), exact: false };
