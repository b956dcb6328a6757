import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Lost } from '../app/lost.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { BudgetGauge } from '../records/budget-gauge.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import { AskPanel } from './ask-panel.tsx';
import { topicsQuery } from './listening/queries.ts';
import { ToldList } from './told-list.tsx';
import '../records/records.css';
import './insight.css';

/** What an organisation may learn of members, learnt, and can't: for whoever holds a seat in it. */
export function InsightScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/organisations/$id/insight' });
  const { data: houses } = useQuery(seatsQuery(client));
  const house = houses?.find(({ organisation }) => organisation.id === id);
  if (houses === undefined) {
    return (
      <Page title={t('insight.title')}>
        <Skeleton />
      </Page>
    );
  }
  if (house === undefined || house.seats.length === 0) return <Lost title={t('insight.title')} />;
  return (
    <Page
      title={t('insight.title')}
      heading={t('insight.heading', { organisation: house.organisation.display_name })}
      intro={t('insight.intro')}
    >
      <div className="insight">
        <BudgetGauge organisation={id} />
        <InsightLinks id={id} />
        <AskPanel organisation={id} functions={house.functions} />
        <ToldList organisation={id} />
      </div>
    </Page>
  );
}

/** Where more is asked, each with what it is for. */
function InsightLinks({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: topics } = useQuery(topicsQuery(client, id));
  return (
    <nav aria-label={t('insight.more')}>
      <ul className="insight-cards">
        {topics === undefined ? null : (
          <li>
            <Link to="/organisations/$id/listening" params={{ id }} className="insight-card">
              <strong>{t('listening.title')}</strong>
              <span>{t('listening.card', { count: topics.length })}</span>
            </Link>
          </li>
        )}
        <li>
          <Link to="/organisations/$id/audiences" params={{ id }} className="insight-card">
            <strong>{t('audiences.title')}</strong>
            <span>{t('insight.card.audiences')}</span>
          </Link>
        </li>
        <li>
          <Link to="/organisations/$id/influence" params={{ id }} className="insight-card">
            <strong>{t('influence.title')}</strong>
            <span>{t('insight.card.influence')}</span>
          </Link>
        </li>
        <li>
          <Link to="/organisations/$id/offers" params={{ id }} className="insight-card">
            <strong>{t('offers.title')}</strong>
            <span>{t('insight.card.offers')}</span>
          </Link>
        </li>
      </ul>
    </nav>
  );
}
