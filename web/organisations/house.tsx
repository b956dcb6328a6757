import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { HouseProfile } from './house-profile.tsx';
import { HouseSeats } from './house-seats.tsx';
import { Keepers } from './keepers.tsx';
import { Openings } from './openings.tsx';
import { Proofs } from './proofs.tsx';
import { organisationQuery } from './queries.ts';
import { Standings } from './standings.tsx';
import './organisations.css';

/** The house of an organisation, for whoever keeps it; and, but for what is its own to open, for administrators. */
export function HouseScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { id } = useParams({ from: '/app/organisations/$id' });
  const { data: profile, error, refetch } = useQuery(organisationQuery(client, id));
  const { data: houses } = useQuery(seatsQuery(client));
  const isKeeper = houses?.some(({ organisation, keeper }) => keeper && organisation.id === id) ?? false;
  const isLost = error instanceof ApiError && error.status === 404;
  if (isLost || (houses !== undefined && !isKeeper && !persona.administrator)) {
    return <Lost title={t('house.title')} />;
  }
  if (profile === undefined || houses === undefined) {
    return (
      <Page title={t('house.title')}>
        {error === null ? <Skeleton rows={3} /> : <Failed error={error} retry={() => refetch()} />}
      </Page>
    );
  }
  return (
    <Page title={profile.account.display_name} intro={t('house.intro')}>
      <HouseSeats house={id} />
      <Keepers house={id} />
      {isKeeper || persona.administrator ? <Standings profile={profile} isKeeper={isKeeper} /> : null}
      {isKeeper ? (
        <>
          <HouseProfile profile={profile} />
          <Proofs house={id} />
          <Openings house={id} />
        </>
      ) : null}
    </Page>
  );
}
