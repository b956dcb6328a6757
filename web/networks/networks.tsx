import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Network, Persona } from '../api/types.ts';
import { personasQuery, sessionQuery } from '../session/queries.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { networksQuery } from './queries.ts';
import { Rules } from './rules.tsx';
import './networks.css';

/** The networks that one may ask to join, each with its rules. */
export function NetworksScreen(): ReactNode {
  const { t } = useTranslation();
  const { data: networks, error, refetch } = useQuery(networksQuery);
  const { data: session } = useQuery(sessionQuery);
  const { data: personas = [] } = useQuery({
    ...personasQuery,
    enabled: session !== null && session !== undefined,
  });
  const signOut = useSignOut();
  const mine = personas.filter(({ state }) => state === 'member' || state === 'waiting');
  return (
    <Page
      title={t('networks.title')}
      intro={t('networks.intro')}
      tools={
        session?.may_found_networks === true ? (
          <Link to="/networks/new" className="button button-plain button-usual">
            <Icon name="plus" />
            <span>{t('networks.new')}</span>
          </Link>
        ) : undefined
      }
    >
      {error !== null ? <Failed error={error} retry={() => refetch()} /> : null}
      {networks === undefined && error === null ? <Skeleton /> : null}
      {networks?.length === 0 ? (
        <Empty icon="network" title={t('networks.none')}>
          {t('networks.noneText')}
        </Empty>
      ) : null}
      {(networks?.length ?? 0) < 2 ? null : (
        <p className="aside">
          <Link to="/networks/compare" search={{ one: '', other: '' }}>
            {t('privacyLabel.compare')}
          </Link>
        </p>
      )}
      <ul className="network-list">
        {networks?.map((network) => (
          <NetworkCard
            key={network.slug}
            network={network}
            personas={mine.filter((persona) => persona.network.slug === network.slug)}
          />
        ))}
      </ul>
      <p className="aside">
        {mine.some(({ state }) => state === 'member') ? <Link to="/">{t('networks.home')}</Link> : null}
        {session === null ? <Link to="/sign-in">{t('signUp.signIn')}</Link> : null}
        {session ? (
          <Button look="quiet" icon="signOut" onPress={() => signOut(false)}>
            {t('session.signOut')}
          </Button>
        ) : null}
      </p>
    </Page>
  );
}

function NetworkCard({ network, personas }: { network: Network; personas: readonly Persona[] }): ReactNode {
  const { t } = useTranslation();
  const full = personas.length >= network.rules.personas_per_account;
  return (
    <li className="network-card">
      <div className="network-card-head">
        <h2>{network.title}</h2>
        <span className={`tag tag-${network.kind}`}>{t(`network.kinds.${network.kind}.title`)}</span>
      </div>
      {network.description === '' ? null : <p>{network.description}</p>}
      <Rules network={network} />
      {personas.map((persona) => (
        <p key={persona.id} className="network-mine">
          <Icon name={persona.state === 'waiting' ? 'hourglass' : 'check'} />
          <span>
            {t(`networks.mine.${persona.state === 'waiting' ? 'waiting' : 'member'}`, {
              name: persona.display_name,
            })}
          </span>
        </p>
      ))}
      {full ? null : (
        <Link
          to="/networks/$slug"
          params={{ slug: network.slug }}
          className={`button button-usual button-${personas.length > 0 ? 'plain' : 'primary'}`}
        >
          {personas.length > 0 ? t('networks.joinAgain') : t(`networks.join.${network.rules.join}`)}
          <span className="visually-hidden"> {network.title}</span>
        </Link>
      )}
    </li>
  );
}
