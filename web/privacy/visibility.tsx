import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changePresence } from '../api/privacy.ts';
import type { AudienceJson } from '../api/types.ts';
import { fromJson } from '../audience/draft.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { useAction } from '../ui/use-action.ts';
import { PresencePanel } from './presence-panel.tsx';
import { presenceQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';
import './privacy.css';

/** Control 4: on which networks one is visible, and how far on this one: place by place. */
export function VisibilityScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <Page title={t('privacy.visibility.title')} intro={t('privacy.visibility.intro')}>
      <PresencePanel />
      <div className="control-rules">
        <Web />
        <section>
          <h2>{t('privacy.visibility.fediverse')}</h2>
          <p>{t('privacy.visibility.fediverseText', { network: persona.network.title })}</p>
        </section>
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

const includesEveryone = (audience: AudienceJson): boolean =>
  fromJson(audience)?.who.some(({ kind }) => kind === 'everyone') ?? false;

/** Whether people without an account meet one: who may see one is everyone, or not. */
function Web(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const { data: presence } = useQuery(presenceQuery(client));
  if (presence === undefined) return null;
  const isOpen = includesEveryone(presence.see);
  const see: AudienceJson = { kind: isOpen ? 'network' : 'everyone' };
  return (
    <section>
      <h2>{t('privacy.visibility.web')}</h2>
      <p>{t(isOpen ? 'privacy.visibility.webOpen' : 'privacy.visibility.webClosed')}</p>
      <Button
        isPending={isBusy}
        onPress={() =>
          act(() => changePresence(client, { see }, presence.etag), {
            says: () => decided(t('presence.saved')),
            touches: [
              [client.persona, 'presence'],
              [client.persona, 'grants'],
            ],
          })
        }
      >
        {t(isOpen ? 'privacy.visibility.closeWeb' : 'privacy.visibility.openWeb')}
      </Button>
    </section>
  );
}
