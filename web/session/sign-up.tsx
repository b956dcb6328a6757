import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signUp } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { AccountFields, emptyAccount } from './account-fields.tsx';
import { useSignedIn } from './use-signed-in.ts';

/** Makes an account: a sign-in, which nobody on a network ever sees. */
export function SignUpScreen(): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['email', 'password']);
  const signedIn = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [account, setAccount] = useState(emptyAccount);
  const send = async () => {
    await signUp(account);
    queries.removeQueries({ queryKey: ['personas'] });
    signedIn();
    await navigate({ to: '/networks' });
  };
  return (
    <Page title={t('signUp.title')} intro={t('signUp.intro')}>
      <Form state={form} onSubmit={send}>
        <AccountFields account={account} onChange={setAccount} emailHint={t('signUp.emailHint')} />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('signUp.do')}
        </Button>
      </Form>
      <p className="aside">
        {t('signUp.known')} <Link to="/sign-in">{t('signUp.signIn')}</Link>
      </p>
    </Page>
  );
}
