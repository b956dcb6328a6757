import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { ownPlaces, places } from './navigation.ts';

/** On a phone: every place that the bar below has no room for. */
export function MoreScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
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
