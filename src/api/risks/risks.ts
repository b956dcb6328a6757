import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { loadRisk, loadRisks } from '../../governance/risk/load-risks.ts';
import { OPEN_QUESTIONS, SOURCES } from '../../governance/risk/processing.ts';
import { type Declaration, declare, declareAnew, endProcessing } from '../../governance/risk/register.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { readBudget } from '../../insight/counting/read-budget.ts';
import { ATTRIBUTE_KINDS } from '../../privacy/disclosure.ts';
import { PURPOSES } from '../../privacy/purposes.ts';
import { FUNCTIONS, LAWFUL_BASES, type SeatId } from '../../privacy/words.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { budgetJson, presentBudget } from '../insight/budget-json.ts';
import { observedJson, presentObserved, presentRisk, riskJson } from './risk-json.ts';

const RISKS = '/api/organisations/v1/:id/risks';
const RISK = `${RISKS}/:risk`;

const riskParams = z.object({ id: actorId, risk: idSchema.transform((id) => id.toLowerCase()) });

const answer = z.boolean('is true, false or null').nullable().default(null);

const declarationBody = z
  .strictObject({
    title: z.string().trim().min(1, 'must say what it is').max(120),
    purpose: z.enum(PURPOSES, 'is no purpose'),
    functions: z.array(z.enum(FUNCTIONS, 'is no business function')).min(1).max(FUNCTIONS.length),
    kinds: z
      .array(z.enum(ATTRIBUTE_KINDS, 'is no kind of attribute'))
      .max(ATTRIBUTE_KINDS.length)
      .default([]),
    sources: z.array(z.enum(SOURCES, 'is no source')).max(SOURCES.length).default([]),
    retention_days: z.int().min(1).max(36_500).nullable().default(null),
    basis: z.enum(LAWFUL_BASES, 'is no lawful basis').default('consent'),
    necessity: z.string().trim().max(2_000).default(''),
    answers: z
      .strictObject(Object.fromEntries(OPEN_QUESTIONS.map((question) => [question, answer])))
      .prefault({}),
    owner: idSchema.transform((id) => id.toLowerCase() as SeatId),
    review_in_days: z.int().min(1).max(730).default(365),
  })
  .transform(
    ({
      owner,
      review_in_days: reviewInDays,
      retention_days: retentionDays,
      functions,
      kinds,
      sources,
      ...rest
    }): Declaration => ({
      owner,
      reviewInDays,
      declared: {
        ...rest,
        retentionDays,
        functions: [...new Set(functions)],
        kinds: [...new Set(kinds)],
        sources: [...new Set(sources)],
        answers: rest.answers as Declaration['declared']['answers'],
      },
    }),
  );

const getRisks = endpoint({
  method: 'get',
  path: RISKS,
  summary: 'The register of an organisation’s processing with what each risks, for its experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.object({
    risks: z.array(riskJson),
    undeclared: z.array(z.object({ purpose: z.string(), observed: observedJson })),
    budget: budgetJson,
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const register = await loadRisks(deps, viewer, params.id, at);
    if (!register.ok) return register;
    const budget = await readBudget(deps, viewer, params.id, at);
    if (!budget.ok) return budget;
    const { risks, undeclared } = register.value;
    return ok({
      body: {
        risks: risks.map((risk) => presentRisk(risk, at)),
        undeclared: undeclared.map(({ purpose, observed }) => ({
          purpose,
          observed: presentObserved(observed),
        })),
        budget: presentBudget(budget.value),
      },
    });
  },
});

const postRisk = endpoint({
  method: 'post',
  path: RISKS,
  summary: 'Enter a processing into an organisation’s register, as one of its experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: declarationBody,
  answers: riskJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const declared = await declare(deps, viewer, params.id, body, at);
    if (!declared.ok) return declared;
    const risk = await loadRisk(deps, viewer, params.id, declared.value, at);
    return risk.ok ? ok({ status: 201, body: presentRisk(risk.value, at) }) : risk;
  },
});

const getRisk = endpoint({
  method: 'get',
  path: RISK,
  summary: 'What one processing of an organisation risks, by LINDDUN and the criteria of WP 248',
  auth: 'persona',
  scope: 'privacy',
  params: riskParams,
  answers: riskJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const risk = await loadRisk(deps, viewer, params.id, params.risk, at);
    return risk.ok ? ok({ body: presentRisk(risk.value, at) }) : risk;
  },
});

const putRisk = endpoint({
  method: 'put',
  path: RISK,
  summary: 'Say anew what a processing is; sets by when it is reviewed again',
  auth: 'persona',
  scope: 'privacy',
  params: riskParams,
  body: declarationBody,
  answers: riskJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const done = await declareAnew(deps, viewer, params.id, params.risk, body, at);
    if (!done.ok) return done;
    const risk = await loadRisk(deps, viewer, params.id, params.risk, at);
    return risk.ok ? ok({ body: presentRisk(risk.value, at) }) : risk;
  },
});

const deleteRisk = endpoint({
  method: 'delete',
  path: RISK,
  summary: 'Take a processing that has ended out of an organisation’s register',
  auth: 'persona',
  scope: 'privacy',
  params: riskParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endProcessing(deps, viewer, params.id, params.risk, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

const getImpactAssessment = endpoint({
  method: 'get',
  path: `${RISK}/impact-assessment`,
  summary: 'A processing’s data protection impact assessment (GDPR Article 35(7)), as a file',
  auth: 'persona',
  scope: 'privacy',
  params: riskParams,
  answers: riskJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const risk = await loadRisk(deps, viewer, params.id, params.risk, at);
    if (!risk.ok) return risk;
    const name = `attachment; filename="impact-assessment-${params.risk}.json"`;
    return ok({ body: presentRisk(risk.value, at), headers: { 'Content-Disposition': name } });
  },
});

/** What an organisation’s processing risks. */
export const riskEndpoints: readonly Endpoint[] = [
  getRisks,
  postRisk,
  getRisk,
  putRisk,
  deleteRisk,
  getImpactAssessment,
];
