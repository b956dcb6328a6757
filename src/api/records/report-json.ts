import { z } from 'zod';
import { periodOf } from '../../governance/records/period.ts';
import type { Report } from '../../governance/records/report.ts';
import { decimal, epsilonOf } from '../../insight/noise/accounting.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { presentNumber } from '../insight/number-json.ts';
import { instantJson } from '../instant-json.ts';
import { activityJson, headJson, presentActivity } from './activity-json.ts';

export const reportJson = z.object({
  ...headJson,
  period: z.string(),
  from: z.string(),
  until: z.string(),
  activities: z.array(activityJson),
  own_grants: z.array(
    z.object({ purpose: z.string(), purpose_iri: z.string(), given: z.int(), ended: z.int() }),
  ),
  learnt: z.array(
    z.object({
      function: z.string().nullable(),
      purpose: z.string().nullable(),
      what: z.string(),
      count: z.int().nullable(),
      fewer_than: z.int().nullable(),
      interval: z.object({ from: z.int(), to: z.int(), share: z.number() }).nullable(),
      asked_at: z.string(),
    }),
  ),
  sign_offs: z.array(
    z.object({
      kind: z.string(),
      submitted: z.int(),
      signed: z.int(),
      refused: z.int(),
      activated: z.int(),
      retired: z.int(),
    }),
  ),
  requests: z.object({
    asked: z.int(),
    answered: z.int(),
    refused: z.int(),
    withdrawn: z.int(),
    extended: z.int(),
    open: z.int(),
    overdue: z.int(),
    in_time: z.int(),
    median_days: z.number().nullable(),
    longest_days: z.number().nullable(),
  }),
  epsilon_spent: z.string(),
  clauses: z.object({ begun: z.int(), ended: z.int() }),
  policies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      version: z.int(),
      scope: z.enum(['organisation', 'network']),
      since: z.string(),
    }),
  ),
  breaches: z.object({ opened: z.int(), reported: z.int(), reported_in_time: z.int(), told: z.int() }),
});

type ReportJson = z.output<typeof reportJson>;

export function presentReport(period: string, report: Report): ReportJson {
  const span = periodOf(period);
  if (span === null) throw new Error('the door has checked the period');
  const { inTime, medianDays, longestDays, ...requests } = report.requests;
  const { reportedInTime, ...breaches } = report.breaches;
  return {
    organisation: { id: report.organisation.id, display_name: report.organisation.name },
    network: report.network,
    period,
    from: instantJson(span.from),
    until: instantJson(span.until),
    activities: report.activities.map(presentActivity),
    own_grants: report.ownGrants.map((one) => ({ ...one, purpose_iri: purposeIri(one.purpose) })),
    learnt: report.learnt.map(({ about, minimum, variance, at, ...one }) => ({
      ...one,
      ...presentNumber(about, { minimum, variance: BigInt(variance) }),
      asked_at: instantJson(at),
    })),
    sign_offs: report.signOffs.map((one) => ({ ...one })),
    requests: {
      ...requests,
      in_time: inTime,
      median_days: tenths(medianDays),
      longest_days: tenths(longestDays),
    },
    epsilon_spent: decimal(epsilonOf(BigInt(report.spent))),
    clauses: report.clauses,
    policies: report.policies.map(({ since, ...one }) => ({ ...one, since: instantJson(since) })),
    breaches: { ...breaches, reported_in_time: reportedInTime },
  };
}

const tenths = (days: number | null): number | null => (days === null ? null : Math.round(days * 10) / 10);

/** One figure of a report: what it is about, of which function and purpose, and its name. */
export interface Figure {
  readonly about: string;
  readonly function: string | null;
  readonly purpose: string | null;
  readonly name: string;
  readonly value: number | string | null;
}

/** A report as a list of figures, for tables. */
export function figuresOfReport(report: ReportJson): readonly Figure[] {
  const plain = (about: string, of: Readonly<Record<string, number | null>>): Figure[] =>
    Object.entries(of).map(([name, value]) => ({ about, function: null, purpose: null, name, value }));
  return [
    ...report.activities.map((one) => ({
      about: 'use',
      function: one.function,
      purpose: one.purpose,
      name: one.deed,
      value: one.times,
    })),
    ...report.own_grants.flatMap(({ purpose, given, ended }) =>
      plain('own grants', { given, ended }).map((one) => ({ ...one, purpose })),
    ),
    ...report.learnt.map((one) => ({
      about: 'learnt, with noise',
      function: one.function,
      purpose: one.purpose,
      name: one.what,
      value: one.count ?? `fewer than ${one.fewer_than}`,
    })),
    ...report.sign_offs.flatMap(({ kind, ...steps }) =>
      plain('sign-off', steps).map((one) => ({ ...one, name: `${kind} ${one.name}` })),
    ),
    ...plain('requests', report.requests),
    { about: 'budget', function: null, purpose: null, name: 'epsilon_spent', value: report.epsilon_spent },
    ...plain('clauses', report.clauses),
    ...plain('policies', { in_force: report.policies.length }),
    ...plain('breaches', report.breaches),
  ];
}
