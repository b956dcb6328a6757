import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hideOffersOf, takeOffers } from '../api/offers.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { OfferCard } from './offer-card.tsx';
import { offerChoicesQuery, ownOffersQuery, touchedByOffers } from './queries.ts';
import './offers.css';

/** The offers that one was shown and meets still, and how many one takes. */
export function OwnOffersScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(ownOffersQuery(client));
  return (
    <Page title={t('offers.own')} intro={t('offers.ownIntro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data?.length === 0 ? (
        <Empty
          icon="lock"
          title={t('offers.ownNone')}
          action={<Link to="/privacy/processing">{t('learnt.change')}</Link>}
        >
          {t('offers.ownNoneText')}
        </Empty>
      ) : null}
      <ul className="offer-list">
        {data?.map((offer) => (
          <li key={offer.id}>
            <OfferCard offer={offer} />
          </li>
        ))}
      </ul>
      <Choices />
    </Page>
  );
}

function Choices(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { data } = useQuery(offerChoicesQuery(client));
  if (data === undefined) return null;
  const touches = touchedByOffers(client);
  const options = Array.from({ length: data.usual + 1 }, (_, most) => ({
    value: String(most),
    title: t('offers.perDay', { count: most }),
  }));
  return (
    <section className="offer-choices" aria-labelledby="offer-choices">
      <h2 id="offer-choices">{t('offers.choices')}</h2>
      <p>{t('offers.choicesText')}</p>
      <Pick
        label={t('offers.most')}
        options={options}
        value={String(data.most)}
        onChange={(to) => act(() => takeOffers(client, Number(to)), { touches, says: t('privacy.saved') })}
      />
      {data.hidden_organisations.length === 0 ? null : (
        <>
          <h3>{t('offers.none')}</h3>
          <ul className="offer-hidden">
            {data.hidden_organisations.map(({ id, display_name: name }) => (
              <li key={id}>
                <span>{name}</span>
                <Button
                  size="small"
                  isPending={isBusy}
                  onPress={() =>
                    act(() => hideOffersOf(client, id, false), { touches, says: t('privacy.saved') })
                  }
                >
                  {t('offers.showAgain')}
                  <span className="visually-hidden"> {name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
