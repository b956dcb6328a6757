import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { keptQuery } from './queries.ts';
import './records.css';

/** Organisations whose records one keeps, as their expert. */
export function RecordsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: kept, error, refetch } = useQuery(keptQuery(client));
  return (
    <Page title={t('records.title')} intro={t('records.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {kept === undefined && error === null ? <Skeleton /> : null}
      {kept?.length === 0 ? (
        <Empty icon="folder" title={t('records.none')}>
          {t('records.noneText')}
        </Empty>
      ) : null}
      <div className="records">
        {kept?.map(({ id, display_name: name, disciplines }) => (
          <section className="panel" key={id} aria-labelledby={`kept-${id}`}>
            <h2 id={`kept-${id}`}>{name}</h2>
            <p className="record-soft">
              {disciplines.map((one) => t(`discipline.${one}` as 'discipline.legal')).join(' · ')}
            </p>
            <RecordLinks id={id} disciplines={disciplines} />
          </section>
        ))}
      </div>
    </Page>
  );
}

function RecordLinks({ id, disciplines }: { id: string; disciplines: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const keeps = disciplines.some((one) => ['legal', 'compliance', 'risk', 'it'].includes(one));
  const answers = disciplines.some((one) => ['legal', 'compliance'].includes(one));
  return (
    <ul className="record-links">
      {keeps ? (
        <>
          <li>
            <Link to="/records/$id" params={{ id }}>
              {t('records.processing.title')}
            </Link>
          </li>
          <li>
            <Link to="/records/$id/report" params={{ id }}>
              {t('records.report.title')}
            </Link>
          </li>
          <li>
            <Link to="/records/$id/breaches" params={{ id }}>
              {t('breaches.title')}
            </Link>
          </li>
        </>
      ) : null}
      {answers ? (
        <li>
          <Link to="/records/$id/requests" params={{ id }}>
            {t('dataRequests.theirs.title')}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
