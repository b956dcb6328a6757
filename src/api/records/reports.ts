import { z } from 'zod';
import { absent, ok } from '../../core/result.ts';
import { csv } from '../../governance/records/csv.ts';
import { periodOf } from '../../governance/records/period.ts';
import { type Report, readReport } from '../../governance/records/report.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { decimal, epsilonOf } from '../../insight/noise/accounting.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { activityJson, headJson, presentActivity } from './activity-json.ts';
import { csvFile } from './csv-file.ts';

const PATH = '/api/organisations/v1/records/:id/reports/:period';

const params = z.object({
  id: actorId,
  period: z.string().refine((name) => periodOf(name) !== null, 'is a month, 2026-03, or a quarter, 2026-Q1'),
});

const reportJson = z.object({
  ...headJson,
  period: z.string(),
  from: z.string(),
  until: z.string(),
  activities: z.array(activityJson),
  requests: z.object({
    asked: z.int(),
    answered: z.int(),
    refused: z.int(),
    withdrawn: z.int(),
    median_days: z.number().nullable(),
  }),
  epsilon_spent: z.string(),
  policies: z.object({ begun: z.int(), ended: z.int() }),
  breaches: z.int(),
});

function presentReport(period: string, report: Report): z.output<typeof reportJson> {
  const span = periodOf(period);
  if (span === null) throw new Error('the door has checked the period');
  const { medianDays, ...requests } = report.requests;
  return {
    organisation: { id: report.organisation.id, display_name: report.organisation.name },
    network: report.network,
    period,
    from: instantJson(span.from),
    until: instantJson(span.until),
    activities: report.activities.map(presentActivity),
    requests: { ...requests, median_days: medianDays === null ? null : Math.round(medianDays * 10) / 10 },
    epsilon_spent: decimal(epsilonOf(BigInt(report.spent))),
    policies: report.policies,
    breaches: report.breaches,
  };
}

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
  summary: 'The same report as a table in CSV, a row for each figure',
  auth: 'persona',
  scope: 'privacy',
  params,
  answers: z.string(),
  async handle({ caller: { viewer }, params: { id, period }, at }, deps) {
    const span = periodOf(period);
    if (span === null) return absent;
    const found = await readReport(deps, viewer, id, span, at);
    if (!found.ok) return found;
    const report = presentReport(period, found.value);
    const rows = [
      ...report.activities.map((one) => ['use', one.function, one.purpose, one.deed, one.times]),
      ...Object.entries(report.requests).map(([name, value]) => ['requests', null, null, name, value]),
      ['budget', null, null, 'epsilon_spent', report.epsilon_spent],
      ...Object.entries(report.policies).map(([name, value]) => ['policies', null, null, name, value]),
      ['breaches', null, null, 'opened', report.breaches],
    ];
    const head = ['about', 'function', 'purpose', 'figure', 'value'];
    return ok({ response: csvFile(`report-${period}`, csv(head, rows)) });
  },
});

export const reportEndpoints: readonly Endpoint[] = [getReport, getReportCsv];
