import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessingNotice } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { ControllerPart } from './controller.tsx';
import { noticeQuery } from './queries.ts';
import { Measures } from './record.tsx';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** What an organisation does with members' data here, in plain words, for any of them. */
export function NoticeScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/organisations/$id/processing' });
  const { data: notice, error, refetch } = useQuery(noticeQuery(client, id));
  const name = notice?.organisation.display_name ?? '';
  return (
    <Page
      title={t('notice.title')}
      heading={notice === undefined ? t('notice.title') : t('notice.heading', { organisation: name })}
      intro={notice === undefined ? undefined : t('notice.intro', { organisation: name })}
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {notice === undefined ? (
        error === null ? (
          <Skeleton />
        ) : null
      ) : (
        <div className="records">
          <ControllerPart controller={notice.controller} />
          <Mine notice={notice} />
          <Learns notice={notice} />
          <Lists notice={notice} />
          <section className="panel" aria-labelledby="notice-rights">
            <h2 id="notice-rights">{t('notice.rights')}</h2>
            <p>{t('notice.rightsText')}</p>
            <ul className="record-links">
              <li>
                <Link to="/privacy/requests" search={{ to: id }}>
                  {t('notice.ask', { organisation: name })}
                </Link>
              </li>
              <li>
                <Link to="/privacy/processing">{t('privacy.processing.title')}</Link>
              </li>
              <li>
                <Link to="/privacy/uses">{t('uses.title')}</Link>
              </li>
            </ul>
          </section>
          <section className="panel" aria-labelledby="notice-besides">
            <h2 id="notice-besides">{t('records.besides')}</h2>
            <p>{notice.recipients_besides}</p>
          </section>
          <Measures measures={notice.measures} />
        </div>
      )}
    </Page>
  );
}

function Mine({ notice: { with_mine: mine } }: { notice: ProcessingNotice }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  return (
    <section className="panel" aria-labelledby="notice-mine">
      <h2 id="notice-mine">{t('notice.mine')}</h2>
      {mine.length === 0 ? <p>{t('notice.nothingOfMine')}</p> : null}
      <ul>
        {mine.map((one) => (
          <li key={`${one.function} ${one.purpose} ${one.deed}`}>
            {t('notice.did', {
              function: words.fn(one.function),
              deed: words.deed(one.deed),
              purpose: words.purpose(one.purpose),
              count: one.times,
              last: words.day(one.last_at),
            })}
            <small>{t('notice.kept', { kept: one.kept })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** That it brings lists to find members in them, as often as it did: that depends on nobody's data. */
function Lists({ notice: { lists_brought: brought } }: { notice: ProcessingNotice }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  if (brought.last_at === null) return null;
  return (
    <section className="panel" aria-labelledby="notice-lists">
      <h2 id="notice-lists">{t('notice.lists')}</h2>
      <p>{t('notice.listsText', { count: brought.times, last: words.day(brought.last_at) })}</p>
    </section>
  );
}

function Learns({ notice }: { notice: ProcessingNotice }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  return (
    <section className="panel" aria-labelledby="notice-learns">
      <h2 id="notice-learns">{t('notice.learns')}</h2>
      <p>{t('notice.learnsText')}</p>
      {notice.learns.length === 0 ? <p>{t('notice.learnsNothing')}</p> : null}
      <ul>
        {notice.learns.map((one) => (
          <li key={`${one.function} ${one.purpose} ${one.what}`}>
            {t('notice.learnt', {
              function: words.fn(one.function),
              what: t(`notice.what.${one.what}` as 'notice.what.posts'),
              purpose: words.purpose(one.purpose),
              count: one.times,
              last: words.day(one.last_at),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
