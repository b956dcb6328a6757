import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmEmail, mailCode } from '../api/session.ts';
import { sessionKey } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { CodeForm } from './code-form.tsx';

/** Shows by a code that the address is one's own; some networks admit by it. */
export function EmailConfirmation(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { act, isBusy } = useAction();
  const [mailed, setMailed] = useState(false);
  const send = async (code: string) => {
    await confirmEmail(code);
    await queries.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <div className="confirmation">
      <p>{t('confirm.text')}</p>
      {mailed ? (
        <CodeForm onSend={send} />
      ) : (
        <Button
          isPending={isBusy}
          onPress={async () => setMailed(await act(mailCode, { says: t('confirm.mailed') }))}
        >
          {t('confirm.mail')}
        </Button>
      )}
    </div>
  );
}
