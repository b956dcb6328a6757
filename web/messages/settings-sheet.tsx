import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { useTranslation } from 'react-i18next';
import { changeMessageSettings } from '../api/conversations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { useAction } from '../ui/use-action.ts';
import { conversationsKey, messageSettingsQuery } from './queries.ts';

/** Whether one may be asked, and whether one shows how far one has read. */
export function MessageSettingsSheet({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: settings } = useQuery(messageSettingsQuery(client));
  return (
    <Sheet title={t('messages.settings')} isOpen onClose={onClose}>
      <div className="message-settings">
        {settings === undefined
          ? null
          : (['requests', 'receipts'] as const).map((name) => (
              <div key={name}>
                <Switch
                  className="switch"
                  isSelected={settings[name]}
                  onChange={(on) =>
                    act(() => changeMessageSettings(client, { [name]: on }), {
                      touches: [[client.persona, 'message-settings'], conversationsKey(client.persona)],
                    })
                  }
                >
                  <span className="switch-track" aria-hidden="true" />
                  <span>{t(`messages.setting.${name}`)}</span>
                </Switch>
                <p className="field-hint">{t(`messages.settingText.${name}`)}</p>
              </div>
            ))}
        <p>
          <Link to="/attributes">{t('messages.whoMayWrite')}</Link>
        </p>
      </div>
    </Sheet>
  );
}
