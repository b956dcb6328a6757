import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataRequest, withdrawRequest } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { NewRequest } from './new-request.tsx';
import { noticesQuery, ownRequestsQuery } from './queries.ts';
import { RequestWords } from './request-words.tsx';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** What one asked about one's own data and what became of it, and what one was told of breaches. */
export function OwnRequestsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { to } = useSearch({ from: '/app/privacy/requests' });
  const [isAsking, setAsking] = useState(to !== undefined);
  const { data: requests, error, refetch } = useQuery(ownRequestsQuery(client));
  return (
    <Page
      title={t('dataRequests.title')}
      intro={t('dataRequests.intro')}
      tools={
        <Button look="primary" onPress={() => setAsking(true)}>
          {t('dataRequests.new')}
        </Button>
      }
    >
      {isAsking ? <NewRequest to={to} onClose={() => setAsking(false)} /> : null}
      <div className="records">
        <Notices />
        <p className="record-soft">
          {t('dataRequests.atOnce')} <Link to="/privacy/uses">{t('uses.title')}</Link> ·{' '}
          <Link to="/privacy/receipts">{t('receipts.title')}</Link> ·{' '}
          <Link to="/grants">{t('nav.grants')}</Link> · <Link to="/attributes">{t('nav.attributes')}</Link>
        </p>
        {error === null ? null : <Failed error={error} retry={() => refetch()} />}
        {requests === undefined && error === null ? <Skeleton /> : null}
        {requests?.length === 0 ? (
          <Empty icon="letter" title={t('dataRequests.none')}>
            {t('dataRequests.noneText')}
          </Empty>
        ) : null}
        <ul className="record-list">
          {requests?.map((request) => (
            <li key={request.id}>
              <RequestWords request={request} to={request.recipient.display_name} />
              {request.status === 'open' ? <Withdraw request={request} /> : null}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function Withdraw({ request }: { request: DataRequest }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  return (
    <Button
      size="small"
      isPending={isBusy}
      onPress={() =>
        act(() => withdrawRequest(client, request.id), {
          says: t('dataRequests.withdrawn'),
          touches: [ownRequestsQuery(client).queryKey],
        })
      }
    >
      {t('dataRequests.withdraw')}
    </Button>
  );
}

function Notices(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const { data: notices } = useQuery(noticesQuery(client));
  if (notices === undefined || notices.length === 0) return null;
  return (
    <section className="panel record-notices" aria-labelledby="breach-notices">
      <h2 id="breach-notices">{t('breaches.notices.title')}</h2>
      <p>{t('breaches.notices.text')}</p>
      {notices.map((one) => (
        <article key={`${one.breach} ${one.at}`}>
          <strong>
            {t('breaches.notices.by', { organisation: one.organisation.display_name, at: words.day(one.at) })}
          </strong>
          <p className="record-words">{one.words}</p>
          {one.advice === '' ? null : (
            <p className="record-words">{t('breaches.advised', { advice: one.advice })}</p>
          )}
          <small>
            {t('breaches.notices.when', { from: words.time(one.from), until: words.time(one.until) })}
          </small>
        </article>
      ))}
    </section>
  );
}
