import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportTable } from '../api/records.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { BudgetGauge } from './budget-gauge.tsx';
import { periodsUntil } from './periods.ts';
import { reportQuery } from './queries.ts';
import { ReportFigures } from './report-figures.tsx';
import './records.css';

const NONE = 'none';

/** What an organisation did with members' data in a month or a quarter, beside another one where that is chosen. */
export function ReportScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/records/$id/report' });
  const periods = periodsUntil(new Date());
  const [period, setPeriod] = useState(periods[0] ?? '');
  const [chosen, setBeside] = useState(NONE);
  const beside = chosen === NONE ? null : chosen;
  const { data: report, error, refetch } = useQuery(reportQuery(client, id, period));
  const other = useQuery({ ...reportQuery(client, id, beside ?? ''), enabled: beside !== null });
  const { act, isBusy } = useAction();
  const failed = error ?? other.error;
  const isWaiting = report === undefined || (beside !== null && other.data === undefined);
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
          <Pick
            label={t('records.report.beside')}
            value={chosen}
            onChange={setBeside}
            options={[
              { value: NONE, title: t('records.report.besideNone') },
              ...periods.filter((one) => one !== period).map((value) => ({ value, title: value })),
            ]}
          />
          <Button
            icon="download"
            isPending={isBusy}
            onPress={() =>
              act(
                async () => saveFile(`report-${period}.csv`, await reportTable(client, id, period, beside)),
                {},
              )
            }
          >
            {t('records.csv')}
          </Button>
          <Button
            icon="download"
            isDisabled={isWaiting}
            onPress={() =>
              saveFile(
                `report-${period}.json`,
                JSON.stringify(beside === null ? report : [report, other.data], null, 1),
              )
            }
          >
            {t('records.json')}
          </Button>
          <Button onPress={() => window.print()}>{t('records.print')}</Button>
        </div>
        {failed === null ? null : (
          <Failed error={failed} retry={() => Promise.all([refetch(), other.refetch()])} />
        )}
        {isWaiting ? (
          failed === null ? (
            <Skeleton />
          ) : null
        ) : (
          <ReportFigures report={report} beside={beside === null ? undefined : other.data} />
        )}
        <BudgetGauge organisation={id} />
      </div>
    </Page>
  );
}
