import { z } from 'zod';
import { ok } from '../../core/result.ts';
import {
  listRequired,
  type RequiredDisciplines,
  setRequired,
} from '../../governance/sign-off/required-disciplines.ts';
import { endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';
import { BASE, disciplineSchema, kindSchema } from './matter-words.ts';

const PATH = `${BASE}/:id/sign-off-rules`;

const rulesJson = z.array(
  z.object({ kind: kindSchema, floor: z.array(disciplineSchema), besides: z.array(disciplineSchema) }),
);

const presentRules = (rules: readonly RequiredDisciplines[]): z.output<typeof rulesJson> =>
  rules.map(({ kind, floor, besides }) => ({ kind, floor: [...floor], besides: [...besides] }));

export const getSignOffRules = endpoint({
  method: 'get',
  path: PATH,
  summary:
    'Who must sign what: the floor, and whom the organisation asks besides; for those with a seat in it',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: rulesJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const rules = await listRequired(deps, viewer, params.id, at);
    return rules.ok ? ok({ body: presentRules(rules.value) }) : rules;
  },
});

export const putSignOffRules = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Ask exactly these disciplines besides the floor, as an expert; one is let off by its own experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({ kind: kindSchema, besides: z.array(disciplineSchema).max(9, 'are nine at most') }),
  answers: rulesJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const rules = await setRequired(deps, viewer, params.id, body.kind, body.besides, at);
    return rules.ok ? ok({ body: presentRules(rules.value) }) : rules;
  },
});
