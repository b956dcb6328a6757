import { z } from 'zod';
import { ok, type Result } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Going } from '../../insight/counting/going.ts';
import { listExports } from '../../insight/exports/list-exports.ts';
import { makeExport } from '../../insight/exports/make-export.ts';
import { riskOf } from '../../insight/exports/risk/table-risk.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import type { ExportDefinition } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { exportPlan } from '../../store/signed-plans.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { csvFile } from '../records/csv-file.ts';
import { budgetJson, presentBudget } from './budget-json.ts';
import { numberJson, presentNumber } from './number-json.ts';
import { askOrStart, orJob, questionJob } from './question-job.ts';
import { presentTableRisk, tableRiskJson } from './table-risk-json.ts';

const EXPORTS = '/api/insight/v1/exports';

const definitionJson = z.object({
  function: z.string(),
  purpose: z.string(),
  attribute: z.string(),
  values: z.array(z.string()),
  until: z.string(),
});
const presentDefinition = (one: ExportDefinition): z.output<typeof definitionJson> => ({
  ...one,
  values: [...one.values],
});

const tableJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    definition: definitionJson,
    purpose_iri: z.string(),
    /** In the order of the values; null, the last, is any other value. */
    rows: z.array(numberJson.extend({ value: z.string().nullable() })),
    /** Of the table as it was released: members by their value, of which rows that aren't told count as none. */
    risk: tableRiskJson,
    minimum: z.int(),
    noise: z.object({ kind: z.literal('discrete-gaussian'), sigma: z.number() }),
    made_at: z.string(),
    same_until: z.string(),
    budget: budgetJson,
  })
  .meta({ id: 'ExportTable' });

const body = z.strictObject({ organisation: actorId, definition: exportPlan });

async function tableOf(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  viewer: Viewer,
  { organisation, definition }: z.output<typeof body>,
  at: Instant,
  going: Going,
): Promise<Result<z.output<typeof tableJson>>> {
  const made = await makeExport(deps, viewer, organisation, definition, at, going);
  if (!made.ok) return made;
  const { id, cells, minimum, variance, askedAt, until, budget } = made.value;
  return ok({
    id,
    organisation,
    definition: presentDefinition(definition),
    purpose_iri: purposeIri(definition.purpose),
    rows: cells.map((cell, n) => ({
      value: definition.values[n] ?? null,
      ...presentNumber(cell, made.value),
    })),
    risk: presentTableRisk(
      riskOf(cells.map((cell, n) => ({ values: [definition.values[n] ?? `${n}`], times: cell ?? 0 }))),
    ),
    minimum,
    noise: { kind: 'discrete-gaussian', sigma: sigmaOf(variance) },
    made_at: instantJson(askedAt),
    same_until: instantJson(until),
    budget: presentBudget(budget),
  });
}

/** A table that takes longer than a minute. */
export const exportJob = questionJob({ name: 'export', plan: body, ask: tableOf });

/** A table, or the job by which it is made. */
const make = (deps: Deps, viewer: Viewer, asked: z.output<typeof body>, at: Instant) =>
  askOrStart(
    deps,
    viewer,
    exportJob,
    { asked, organisation: asked.organisation, function: asked.definition.function },
    at,
  );

const getExports = endpoint({
  method: 'get',
  path: EXPORTS,
  summary: 'The tables of numbers that an organisation’s experts have signed, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.array(z.object({ matter: z.string(), title: z.string(), definition: definitionJson })),
  async handle({ caller: { viewer }, query, at }, deps) {
    const signed = await listExports(deps, viewer, { ...query, plan: exportPlan }, at);
    if (!signed.ok) return signed;
    return ok({
      body: signed.value.map(({ matter, title, definition }) => ({
        matter,
        title,
        definition: presentDefinition(definition),
      })),
    });
  },
});

const postExport = endpoint({
  method: 'post',
  path: EXPORTS,
  summary:
    'Make a table of how many members show which of some values, exactly as it was signed: with noise, out of the budget',
  auth: 'persona',
  scope: 'privacy',
  body,
  answers: orJob(tableJson),
  async handle({ caller: { viewer }, body: asked, at }, deps) {
    const made = await make(deps, viewer, asked, at);
    return made.ok ? ok(made.value.reply) : made;
  },
});

const postExportCsv = endpoint({
  method: 'post',
  path: `${EXPORTS}/csv`,
  summary: 'The same table in CSV, with the noise stated in each row',
  auth: 'persona',
  scope: 'privacy',
  body,
  answers: z.string(),
  async handle({ caller: { viewer }, body: asked, at }, deps) {
    const made = await make(deps, viewer, asked, at);
    if (!made.ok) return made;
    const { reply, told } = made.value;
    if (told === undefined) return ok(reply);
    const { definition, rows, noise, minimum, made_at: madeAt } = told;
    const head = ['attribute', 'value', 'any_other', 'count', 'fewer_than', 'from', 'to', 'share', 'sigma'];
    const lines = rows.map(({ value, count, fewer_than: fewer, interval }) => [
      definition.attribute,
      value,
      value === null ? 'yes' : 'no',
      count,
      fewer,
      interval?.from ?? null,
      interval?.to ?? null,
      interval?.share ?? null,
      noise.sigma,
    ]);
    const more = ['noise', 'minimum', 'made_at', 'until'];
    const said = [noise.kind, minimum, madeAt, definition.until];
    const all = lines.map((line) => [...line, ...said]);
    return ok({ response: csvFile(`export-${definition.attribute}`, csv([...head, ...more], all)) });
  },
});

/** Tables of numbers that leave the platform. */
export const exportEndpoints: readonly Endpoint[] = [getExports, postExport, postExportCsv];
