import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Lost } from '../../app/lost.tsx';
import { useSpeaking } from '../../personas/persona-context.tsx';
import { seatsQuery } from '../../profile/queries.ts';
import { BudgetGauge } from '../../records/budget-gauge.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { ToConsole } from '../to-console.tsx';
import { Alerts } from './alerts.tsx';
import { ListeningBuilder } from './builder.tsx';
import { Topics } from './topics.tsx';
import '../../records/records.css';
import '../insight.css';

/** What members who let it speak about, how much and how it sounds: for whoever holds a seat in the organisation. */
export function ListeningScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/organisations/$id/listening' });
  const { data: houses } = useQuery(seatsQuery(client));
  const house = houses?.find(({ organisation }) => organisation.id === id);
  if (houses === undefined) {
    return (
      <Page title={t('listening.title')}>
        <Skeleton />
      </Page>
    );
  }
  if (house === undefined || house.seats.length === 0) return <Lost title={t('listening.title')} />;
  return (
    <Page title={t('listening.title')} intro={t('listening.intro')} tools={<ToConsole organisation={id} />}>
      <div className="insight">
        <BudgetGauge organisation={id} />
        <Alerts organisation={id} />
        {house.functions.length === 0 ? (
          <p>{t('insight.ask.experts')}</p>
        ) : (
          <ListeningBuilder organisation={id} functions={house.functions} />
        )}
        <Topics organisation={id} functions={house.functions} />
      </div>
    </Page>
  );
}
