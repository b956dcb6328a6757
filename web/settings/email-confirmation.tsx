import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmEmail, mailCode } from '../api/session.ts';
import { sessionKey } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';

/** Shows by a code that the address is one's own; some networks admit by it. */
export function EmailConfirmation(): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { act, isBusy } = useAction();
  const form = useForm(['code']);
  const [code, setCode] = useState('');
  const [mailed, setMailed] = useState(false);
  const send = async () => {
    await confirmEmail(code);
    await queries.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <div className="confirmation">
      <p>{t('confirm.text')}</p>
      {mailed ? (
        <Form state={form} onSubmit={send}>
          <Field
            label={t('confirm.code')}
            name="code"
            value={code}
            onChange={setCode}
            autoComplete="one-time-code"
            isRequired
          />
          <Button look="primary" type="submit" isPending={form.isPending}>
            {t('confirm.do')}
          </Button>
        </Form>
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
