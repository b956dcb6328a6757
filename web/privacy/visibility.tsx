import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { PresencePanel } from './presence-panel.tsx';
import './privacy.css';

/** Control 4: on which networks one is visible, and how far on this one. */
export function VisibilityScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <Page title={t('privacy.visibility.title')} intro={t('privacy.visibility.intro')}>
      <PresencePanel />
      <div className="control-rules">
        <section>
          <h2>{t('privacy.visibility.elsewhere')}</h2>
          <p>{t('privacy.visibility.absent', { network: persona.network.title })}</p>
          <p>
            <Link to="/networks">{t('privacy.visibility.networks')}</Link> ·{' '}
            <Link to="/settings">{t('privacy.visibility.leave')}</Link>
          </p>
        </section>
      </div>
    </Page>
  );
}
