import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../api/records.ts';
import { type Bar, BarChart } from './bar-chart.tsx';
import { LearntTable } from './learnt-table.tsx';
import { useRecordWords } from './use-record-words.ts';

/** Bars of two periods together: each name once, with nought where a period hasn't it. */
function beside(here: readonly Bar[], there: readonly Bar[] | undefined): readonly Bar[] {
  if (there === undefined) return here;
  const names = [...new Set([...here, ...there].map(({ name }) => name))];
  const valueIn = (bars: readonly Bar[], name: string): number =>
    bars.find((bar) => bar.name === name)?.value ?? 0;
  return names.map((name) => ({ name, value: valueIn(here, name), beside: valueIn(there, name) }));
}

/** A report as charts, each with its table; of another period beside it where there is one. */
export function ReportFigures({
  report,
  beside: other,
}: {
  report: Report;
  beside: Report | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  const chart = (
    title: string,
    unit: string,
    none: string,
    bars: (of: Report) => readonly Bar[],
  ): ReactNode => (
    <BarChart
      title={title}
      unit={other === undefined ? unit : report.period}
      besideUnit={other?.period}
      none={none}
      bars={beside(bars(report), other === undefined ? undefined : bars(other))}
    />
  );
  const none = t('records.report.none');
  return (
    <>
      {chart(
        t('records.report.uses'),
        t('records.report.timesUnit'),
        t('records.processing.nothing'),
        ({ activities }) =>
          activities.map((one) => ({
            name: t('records.report.use', {
              function: words.fn(one.function),
              deed: words.deed(one.deed),
              purpose: words.purpose(one.purpose),
            }),
            value: one.times,
          })),
      )}
      <LearntTable learnt={report.learnt} beside={other} />
      {chart(t('records.report.ownGrants'), t('records.report.grantsUnit'), none, ({ own_grants: own }) =>
        own.flatMap(({ purpose, given, ended }) => [
          { name: t('records.report.given', { purpose: words.purpose(purpose) }), value: given },
          { name: t('records.report.grantEnded', { purpose: words.purpose(purpose) }), value: ended },
        ]),
      )}
      {chart(t('records.report.signOffs'), t('records.report.stepsUnit'), none, ({ sign_offs: signOffs }) =>
        signOffs.flatMap((one) =>
          (['submitted', 'signed', 'refused', 'activated', 'retired'] as const).map((step) => ({
            name: t('records.report.signOff', {
              kind: t(`records.report.matter.${one.kind}` as 'records.report.matter.policy'),
              step: t(`records.report.step.${step}`),
            }),
            value: one[step],
          })),
        ),
      )}
      {chart(
        t('records.report.requests'),
        t('records.report.requestsUnit'),
        t('records.report.noRequests'),
        ({ requests }) =>
          (
            ['asked', 'answered', 'in_time', 'refused', 'withdrawn', 'extended', 'open', 'overdue'] as const
          ).map((one) => ({ name: t(`records.report.request.${one}`), value: requests[one] })),
      )}
      {chart(t('records.report.breachesTitle'), t('records.report.breachesUnit'), none, ({ breaches }) =>
        (['opened', 'reported', 'reported_in_time', 'told'] as const).map((one) => ({
          name: t(`records.report.breach.${one}`),
          value: breaches[one],
        })),
      )}
      <Rest report={report} />
      {other === undefined ? null : <Rest report={other} />}
    </>
  );
}

/** What is no chart: times, the budget, and the policies in force. */
function Rest({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  const id = useId();
  const { requests, policies, clauses } = report;
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{t('records.report.rest', { period: report.period })}</h2>
      <ul>
        <li>
          {requests.median_days === null || requests.longest_days === null
            ? t('records.report.noAnswers')
            : t('records.report.days', { count: requests.median_days, longest: requests.longest_days })}
        </li>
        <li>{t('records.report.epsilon', { epsilon: report.epsilon_spent })}</li>
        <li>{t('records.report.clauses', { begun: clauses.begun, ended: clauses.ended })}</li>
        <li>
          {policies.length === 0 ? t('records.report.noPolicies') : t('records.report.policiesThen')}
          <ul>
            {policies.map((policy) => (
              <li key={policy.id}>
                {t(`records.report.policyOf.${policy.scope}`, {
                  title: policy.title,
                  version: policy.version,
                  since: words.day(policy.since),
                })}
              </li>
            ))}
          </ul>
        </li>
      </ul>
    </section>
  );
}
