import { z } from 'zod';
import { listDecisions } from '../../community/decisions/list-decisions.ts';
import { undoDecision } from '../../community/decisions/undo-decision.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { idParams } from '../actor-params.ts';
import { decisionJson, presentDecision } from './decision-json.ts';

const BASE = '/api/privacy/v1/decisions';

const getDecisions = endpoint({
  method: 'get',
  path: BASE,
  summary: 'What one decided, newest first, with the grants that each decision gave and ended',
  auth: 'persona',
  scope: 'privacy',
  query: pageQuery(80, 20),
  answers: z.array(decisionJson),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const decisions = await listDecisions(deps, viewer, pageOf(query), at);
    const headers = linkHeader(
      context.req.url,
      decisions.map(({ id }) => id),
    );
    return ok({ body: decisions.map(presentDecision), headers });
  },
});

const postUndo = endpoint({
  method: 'post',
  path: `${BASE}/:id/undo`,
  summary: 'Undo a decision within 30 days, while nothing of it was decided about again',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: decisionJson,
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    const undone = await undoDecision(deps, viewer, id, at);
    return undone.ok ? ok({ body: presentDecision(undone.value) }) : undone;
  },
});

/** Looking back at decisions, and undoing them. */
export const decisionEndpoints: readonly Endpoint[] = [getDecisions, postUndo];
