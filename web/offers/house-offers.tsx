import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { audiencesQuery } from '../audiences/queries.ts';
import { ToConsole } from '../insight/to-console.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { BudgetGauge } from '../records/budget-gauge.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { OfferLine } from './offer-line.tsx';
import { OfferSheet } from './offer-sheet.tsx';
import { offersQuery } from './queries.ts';
import '../records/records.css';
import '../audiences/audiences.css';
import './offers.css';

/** What an organisation offers, to whoever meets one of its audiences: for whoever holds a seat in it. */
export function HouseOffersScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(offersQuery(client, id));
  const { data: kept } = useQuery(audiencesQuery(client, id));
  const { data: houses } = useQuery(seatsQuery(client));
  const [isMaking, setMaking] = useState(false);
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('offers.title')} />;
  const functions: readonly string[] =
    houses?.find(({ organisation }) => organisation.id === id)?.functions ?? [];
  const audiences = kept?.audiences.filter((one) => functions.includes(one.function)) ?? [];
  return (
    <Page
      title={t('offers.title')}
      intro={t('offers.intro')}
      tools={
        <>
          <ToConsole organisation={id} />
          {audiences.length === 0 ? null : (
            <Button icon="plus" onPress={() => setMaking(true)}>
              {t('offers.new')}
            </Button>
          )}
        </>
      }
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : (
        <div className="audiences">
          {data.offers.length === 0 ? (
            <Empty icon="briefcase" title={t('offers.noneYet')}>
              {t(audiences.length === 0 ? 'offers.audienceFirst' : 'offers.noneYetText')}
            </Empty>
          ) : (
            <ul className="audience-list">
              {data.offers.map((offer) => (
                <li key={offer.id}>
                  <OfferLine organisation={id} offer={offer} functions={functions} audiences={audiences} />
                </li>
              ))}
            </ul>
          )}
          <BudgetGauge organisation={id} />
        </div>
      )}
      {isMaking ? (
        <OfferSheet organisation={id} audiences={audiences} onClose={() => setMaking(false)} />
      ) : null}
    </Page>
  );
}
