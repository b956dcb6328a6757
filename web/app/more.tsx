import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { ownPlaces, places } from './navigation.ts';

/** On a phone: every place that the bar below has no room for. */
export function MoreScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona, client } = useSpeaking();
  const { data: seats = [] } = useQuery(seatsQuery(client));
  const rest = [...places.filter(({ bar }) => !bar), ...ownPlaces];
  return (
    <Page title={t('nav.more')}>
      <ul className="more-list">
        {rest.map(({ to, title, icon }) => (
          <li key={to}>
            <Link to={to} className="more-link">
              <Icon name={icon} />
              <span>{t(`nav.${title}`)}</span>
            </Link>
          </li>
        ))}
        {seats.some(({ functions }) => functions.length > 0) ? (
          <li>
            <Link to="/desk" className="more-link">
              <Icon name="letter" />
              <span>{t('desk.title')}</span>
            </Link>
          </li>
        ) : null}
        {persona.administrator ? (
          <li>
            <Link to="/administration" className="more-link">
              <Icon name="briefcase" />
              <span>{t('nav.administration')}</span>
            </Link>
          </li>
        ) : null}
      </ul>
    </Page>
  );
}
