import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Report, reportTable } from '../api/records.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { BarChart } from './bar-chart.tsx';
import { BudgetGauge } from './budget-gauge.tsx';
import { periodsUntil } from './periods.ts';
import { reportQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** What an organisation did with members' data in a month or a quarter. */
export function ReportScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/records/$id/report' });
  const periods = periodsUntil(new Date());
  const [period, setPeriod] = useState(periods[0] ?? '');
  const { data: report, error, refetch } = useQuery(reportQuery(client, id, period));
  const { act, isBusy } = useAction();
  return (
    <Page
      title={t('records.report.title')}
      intro={t('records.report.intro')}
      tools={<Link to="/records">{t('records.all')}</Link>}
      wide
    >
      <div className="records">
        <div className="record-deeds">
          <Pick
            label={t('records.report.period')}
            value={period}
            onChange={setPeriod}
            options={periods.map((value) => ({ value, title: value }))}
          />
          <Button
            icon="download"
            isPending={isBusy}
            onPress={() =>
              act(async () => saveFile(`report-${period}.csv`, await reportTable(client, id, period)), {})
            }
          >
            {t('records.csv')}
          </Button>
          <Button
            icon="download"
            isDisabled={report === undefined}
            onPress={() => saveFile(`report-${period}.json`, JSON.stringify(report, null, 1))}
          >
            {t('records.json')}
          </Button>
        </div>
        {error === null ? null : <Failed error={error} retry={() => refetch()} />}
        {report === undefined ? error === null ? <Skeleton /> : null : <Figures report={report} />}
        <BudgetGauge organisation={id} />
      </div>
    </Page>
  );
}

function Figures({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  const { requests, policies, activities } = report;
  const days = requests.median_days;
  return (
    <>
      <BarChart
        title={t('records.report.uses')}
        unit={t('records.report.timesUnit')}
        none={t('records.processing.nothing')}
        bars={activities.map((one) => ({
          name: t('records.processing.heading', {
            function: words.fn(one.function),
            deed: words.deed(one.deed),
          }),
          value: one.times,
        }))}
      />
      <BarChart
        title={t('records.report.requests')}
        unit={t('records.report.requestsUnit')}
        none={t('records.report.noRequests')}
        bars={(['asked', 'answered', 'refused', 'withdrawn'] as const).map((one) => ({
          name: t(`records.report.request.${one}`),
          value: requests[one],
        }))}
      />
      <section className="panel" aria-labelledby="report-rest">
        <h2 id="report-rest">{t('records.report.rest')}</h2>
        <ul>
          <li>{days === null ? t('records.report.noAnswers') : t('records.report.days', { count: days })}</li>
          <li>{t('records.report.epsilon', { epsilon: report.epsilon_spent })}</li>
          <li>{t('records.report.policies', { begun: policies.begun, ended: policies.ended })}</li>
          <li>{t('records.report.breaches', { count: report.breaches })}</li>
        </ul>
      </section>
    </>
  );
}
