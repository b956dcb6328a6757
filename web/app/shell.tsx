import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ComposeButton, ComposeProvider } from '../composer/compose-dialog.tsx';
import { useUnreadMessages } from '../messages/queries.ts';
import { ActingBand } from '../organisations/acting-band.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { PersonaSwitcher } from '../personas/persona-switcher.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { useUnread } from '../stream/stream-provider.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { Seal } from '../ui/seal.tsx';
import { Aside } from './aside.tsx';
import { ownPlaces, places } from './navigation.ts';
import './shell.css';

/** Side bar and page; on a phone a bar above and one below. All of it in the colour of the persona. */
export function Shell({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <ComposeProvider>
      <div className="shell" style={hueStyle(persona.colour)}>
        <div className="persona-band" aria-hidden="true" />
        <ActingBand />
        <header className="shell-side">
          <Link to="/" className="brand">
            <Seal />
            <span className="brand-name">{t('app.name')}</span>
          </Link>
          <PersonaSwitcher />
          <ComposeButton />
          <SideNavigation />
        </header>
        <main id="main" className="shell-main" tabIndex={-1}>
          {children}
        </main>
        <Aside />
        <BottomBar />
      </div>
    </ComposeProvider>
  );
}

/** How much is new at which place. */
function useNews(): Partial<Record<(typeof places)[number]['title'], number>> {
  return { notifications: useUnread(), messages: useUnreadMessages() };
}

function Badge({ count = 0 }: { count: number | undefined }): ReactNode {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <span className="badge">
      {count}
      <span className="visually-hidden"> {t('nav.unread')}</span>
    </span>
  );
}

function SideNavigation(): ReactNode {
  const { t } = useTranslation();
  const { persona, client } = useSpeaking();
  const { data: seats = [] } = useQuery(seatsQuery(client));
  const unread = useNews();
  return (
    <nav className="side-nav" aria-label={t('nav.main')}>
      <ul>
        {places.map(({ to, title, icon }) => (
          <li key={to}>
            <Link to={to} className="nav-link" activeOptions={{ exact: to === '/' }}>
              <Icon name={icon} />
              <span>{title === 'network' ? persona.network.title : t(`nav.${title}`)}</span>
              <Badge count={unread[title]} />
            </Link>
          </li>
        ))}
      </ul>
      <h2 className="nav-heading">{t('nav.own')}</h2>
      <ul>
        {ownPlaces.map(({ to, title, icon }) => (
          <li key={to}>
            <Link to={to} className="nav-link">
              <Icon name={icon} />
              <span>{t(`nav.${title}`)}</span>
            </Link>
          </li>
        ))}
        {seats.some(({ functions }) => functions.length > 0) ? (
          <li>
            <Link to="/desk" className="nav-link">
              <Icon name="letter" />
              <span>{t('desk.title')}</span>
            </Link>
          </li>
        ) : null}
        {persona.administrator ? (
          <li>
            <Link to="/administration" className="nav-link">
              <Icon name="briefcase" />
              <span>{t('nav.administration')}</span>
            </Link>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function BottomBar(): ReactNode {
  const { t } = useTranslation();
  const unread = useNews();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const inBar: readonly string[] = places.filter(({ bar }) => bar).map(({ to }) => to);
  return (
    <nav className="bottom-bar" aria-label={t('nav.main')}>
      {places
        .filter(({ bar }) => bar)
        .map(({ to, title, icon }) => (
          <Link key={to} to={to} className="bar-link" activeOptions={{ exact: to === '/' }}>
            <Icon name={icon} />
            <span>{t(`nav.${title}`)}</span>
            <Badge count={unread[title]} />
          </Link>
        ))}
      <Link to="/more" className={inBar.includes(path) ? 'bar-link' : 'bar-link bar-link-elsewhere'}>
        <Icon name="menu" />
        <span>{t('nav.more')}</span>
      </Link>
    </nav>
  );
}
