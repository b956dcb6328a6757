import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { SessionGate } from '../app/session-gate.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { JoinForm } from './join-form.tsx';
import { PrivacyLabel } from './privacy-label.tsx';
import { networkQuery } from './queries.ts';
import { Rules } from './rules.tsx';
import './networks.css';

/** One network: first what it asks, then the form to join it. */
export function JoinNetworkScreen(): ReactNode {
  const { t } = useTranslation();
  const { slug } = useParams({ from: '/threshold/networks/$slug' });
  const { data: network, error, refetch } = useQuery(networkQuery(slug));
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('lost.title')} />;
  if (network === undefined) {
    return (
      <Page title={t('networks.joining')}>
        {error === null ? <Skeleton /> : <Failed error={error} retry={() => refetch()} />}
      </Page>
    );
  }
  return (
    <SessionGate frame={(inside) => inside}>
      <Page title={t('networks.joinNamed', { network: network.title })} intro={network.description}>
        <section className="panel" aria-labelledby="rules-heading">
          <h2 id="rules-heading">{t('networks.rules')}</h2>
          <Rules network={network} />
        </section>
        <section className="panel" aria-labelledby="label-heading">
          <h2 id="label-heading">{t('privacyLabel.title')}</h2>
          <PrivacyLabel slug={network.slug} />
          <p>
            <Link to="/networks/compare" search={{ one: network.slug, other: '' }}>
              {t('privacyLabel.compareWith')}
            </Link>
          </p>
        </section>
        <JoinForm network={network} />
      </Page>
    </SessionGate>
  );
}
