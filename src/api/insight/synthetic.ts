import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Going } from '../../insight/counting/going.ts';
import { listExports } from '../../insight/exports/list-exports.ts';
import { makeSynthetic, type SyntheticTable } from '../../insight/exports/synthetic/make-synthetic.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import type { SyntheticDefinition } from '../../privacy/leaving.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { syntheticPlan } from '../../store/leaving-plans.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { csvFile } from '../records/csv-file.ts';
import { budgetJson, presentBudget } from './budget-json.ts';
import { numberJson, presentNumber } from './number-json.ts';
import { askOrStart, orJob, questionJob } from './question-job.ts';
import { presentTableRisk, tableRiskJson } from './table-risk-json.ts';

const SYNTHETIC = '/api/insight/v1/synthetic-tables';

const definitionJson = z.object({
  function: z.string(),
  purpose: z.string(),
  synthetic: z.array(z.object({ kind: z.string(), values: z.array(z.string()) })),
  until: z.string(),
});
const presentDefinition = ({ synthetic, ...one }: SyntheticDefinition): z.output<typeof definitionJson> => ({
  ...one,
  synthetic: synthetic.map(({ kind, values }) => ({ kind, values: [...values] })),
});

/** In the order of the kinds; null is any other value. */
const combination = z.array(z.string().nullable());
const tableJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    definition: definitionJson,
    purpose_iri: z.string(),
    synthetic: z.literal(true),
    kinds: z.array(z.string()),
    /** Rows that nobody is: combinations, and how many rows have each. */
    rows: z.array(z.object({ values: combination, times: z.int() })),
    /** The released tables of which the rows were made, and how far the rows are from them. */
    marginals: z.array(
      z.object({
        kinds: z.array(z.string()),
        cells: z.array(numberJson.extend({ values: combination })),
        error: z.object({ mean: z.number(), most: z.number() }),
      }),
    ),
    risk: tableRiskJson,
    /** How many of the members who let it have values that no other one of them has. */
    alone: numberJson,
    minimum: z.int(),
    noise: z.object({ kind: z.literal('discrete-gaussian'), sigma: z.number() }),
    made_at: z.string(),
    same_until: z.string(),
    budget: budgetJson,
  })
  .meta({ id: 'SyntheticTable' });

const body = z.strictObject({ organisation: actorId, definition: syntheticPlan });
type Asked = z.output<typeof body>;

async function tableOf(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  { organisation, definition }: Asked,
  at: Instant,
  going: Going,
): Promise<Result<z.output<typeof tableJson>>> {
  const made = await makeSynthetic(deps, viewer, organisation, definition, at, going);
  return made.ok ? ok(presentTable(organisation, definition, made.value)) : made;
}

function presentTable(
  organisation: ActorId,
  definition: SyntheticDefinition,
  made: SyntheticTable,
): z.output<typeof tableJson> {
  const { synthetic: by } = definition;
  const text = (kind: number, value: number): string | null => by[kind]?.values[value] ?? null;
  return {
    id: made.id,
    organisation,
    definition: presentDefinition(definition),
    purpose_iri: purposeIri(definition.purpose),
    synthetic: true,
    kinds: by.map(({ kind }) => kind),
    rows: made.rows.map(({ values, times }) => ({
      values: values.map((value, kind) => text(kind, value)),
      times,
    })),
    marginals: made.marginals.map(({ marginal, cells, mean, most }) => ({
      kinds: marginal.map((n) => by[n]?.kind ?? ''),
      cells: cells.map((cell, n) => ({
        values: made.valuesOf(marginal, n).map((value, turn) => text(marginal[turn] ?? 0, value)),
        ...presentNumber(cell, made),
      })),
      error: { mean: Math.round(mean * 100) / 100, most },
    })),
    risk: presentTableRisk(made.risk),
    alone: presentNumber(made.alone, made),
    minimum: made.minimum,
    noise: { kind: 'discrete-gaussian', sigma: sigmaOf(made.variance) },
    made_at: instantJson(made.askedAt),
    same_until: instantJson(made.until),
    budget: presentBudget(made.budget),
  };
}

/** Rows whose numbers take longer than a minute. */
export const syntheticJob = questionJob({ name: 'synthetic', plan: body, ask: tableOf });

/** Rows, or the job by which they are made. */
const make = (deps: Deps, viewer: Viewer, asked: Asked, at: Instant) =>
  askOrStart(
    deps,
    viewer,
    syntheticJob,
    { asked, organisation: asked.organisation, function: asked.definition.function },
    at,
  );

const getSynthetic = endpoint({
  method: 'get',
  path: SYNTHETIC,
  summary: 'The synthetic tables that an organisation’s experts have signed, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.array(z.object({ matter: z.string(), title: z.string(), definition: definitionJson })),
  async handle({ caller: { viewer }, query, at }, deps) {
    const signed = await listExports(deps, viewer, { ...query, plan: syntheticPlan }, at);
    if (!signed.ok) return signed;
    const present = signed.value.map((one) => ({ ...one, definition: presentDefinition(one.definition) }));
    return ok({ body: present });
  },
});

const postSynthetic = endpoint({
  method: 'post',
  path: SYNTHETIC,
  summary:
    'Make rows that nobody is, from tables by one and two kinds that are released with noise, exactly as it was signed',
  auth: 'persona',
  scope: 'privacy',
  body,
  answers: orJob(tableJson),
  async handle({ caller: { viewer }, body: asked, at }, deps) {
    const made = await make(deps, viewer, asked, at);
    return made.ok ? ok(made.value.reply) : made;
  },
});

const postSyntheticCsv = endpoint({
  method: 'post',
  path: `${SYNTHETIC}/csv`,
  summary: 'The same rows in CSV, one a line, each of which says that it is synthetic',
  auth: 'persona',
  scope: 'privacy',
  body,
  answers: z.string(),
  async handle({ caller: { viewer }, body: asked, at }, deps) {
    const made = await make(deps, viewer, asked, at);
    if (!made.ok) return made;
    const { reply, told } = made.value;
    if (told === undefined) return ok(reply);
    const { kinds, rows, noise, made_at: madeAt, definition } = told;
    const said = ['synthetic', noise.kind, noise.sigma, madeAt, definition.until];
    const lines = rows.flatMap(({ values, times }) =>
      Array.from({ length: times }, () => [...values, ...said]),
    );
    const head = [...kinds, 'row', 'noise', 'sigma', 'made_at', 'until'];
    return ok({ response: csvFile('synthetic', csv(head, lines)) });
  },
});

/** Rows that nobody is, made from numbers about members. */
export const syntheticEndpoints: readonly Endpoint[] = [getSynthetic, postSynthetic, postSyntheticCsv];
