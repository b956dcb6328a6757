import { z } from 'zod';
import { absent, ok, type Result } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { periodOf } from '../../governance/records/period.ts';
import { readReport } from '../../governance/records/report.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { actorId } from '../actor-params.ts';
import { csvFile } from './csv-file.ts';
import { type Figure, figuresOfReport, presentReport, reportJson } from './report-json.ts';

const PATH = '/api/organisations/v1/records/:id/reports/:period';

const periodName = z
  .string()
  .refine((name) => periodOf(name) !== null, 'is a month, 2026-03, or a quarter, 2026-Q1');

const params = z.object({ id: actorId, period: periodName });

const getReport = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What an organisation did with members’ data in a month or a quarter, for its experts',
  auth: 'persona',
  scope: 'privacy',
  params,
  answers: reportJson,
  async handle({ caller: { viewer }, params: { id, period }, at }, deps) {
    const span = periodOf(period);
    if (span === null) return absent;
    const report = await readReport(deps, viewer, id, span, at);
    return report.ok ? ok({ body: presentReport(period, report.value) }) : report;
  },
});

const getReportCsv = endpoint({
  method: 'get',
  path: `${PATH}/csv`,
  summary:
    'The same report as a table in CSV, a row for each figure; `beside` puts another period’s beside them',
  auth: 'persona',
  scope: 'privacy',
  params,
  query: z.object({ beside: periodName.optional() }),
  answers: z.string(),
  async handle({ caller: { viewer }, params: { id, period }, query: { beside }, at }, deps) {
    const figures = async (name: string): Promise<Result<readonly Figure[]>> => {
      const span = periodOf(name);
      if (span === null) return absent;
      const found = await readReport(deps, viewer, id, span, at);
      return found.ok ? ok(figuresOfReport(presentReport(name, found.value))) : found;
    };
    const mine = await figures(period);
    const others = beside === undefined ? ok([]) : await figures(beside);
    if (!mine.ok) return mine;
    if (!others.ok) return others;
    const head = [
      'about',
      'function',
      'purpose',
      'figure',
      period,
      ...(beside === undefined ? [] : [beside]),
    ];
    const rows = besideEachOther(mine.value, others.value).map(([one, value, other]) => [
      one.about,
      one.function,
      one.purpose,
      one.name,
      value,
      ...(beside === undefined ? [] : [other]),
    ]);
    return ok({ response: csvFile(`report-${period}`, csv(head, rows)) });
  },
});

type Value = Figure['value'];

/** Each figure of either period once, with both values; what one of them hasn't is empty. */
function besideEachOther(
  mine: readonly Figure[],
  others: readonly Figure[],
): readonly (readonly [Figure, Value, Value])[] {
  const keyOf = ({ about, function: fn, purpose, name }: Figure) =>
    JSON.stringify([about, fn, purpose, name]);
  const here = new Map(mine.map((one) => [keyOf(one), one.value]));
  const there = new Map(others.map((one) => [keyOf(one), one.value]));
  const all = [...mine, ...others.filter((one) => !here.has(keyOf(one)))];
  return all.map((one) => [one, here.get(keyOf(one)) ?? null, there.get(keyOf(one)) ?? null]);
}

export const reportEndpoints: readonly Endpoint[] = [getReport, getReportCsv];
