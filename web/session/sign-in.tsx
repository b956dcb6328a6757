import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { useSignedIn } from './use-signed-in.ts';

/** Shown at its own address, and in place of whatever needs a session. */
export function SignInScreen(): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['email', 'password']);
  const signedIn = useSignedIn();
  const navigate = useNavigate();
  const at = useLocation({ select: (location) => location.pathname });
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = async () => {
    await signIn({ email, password });
    queries.removeQueries({ queryKey: ['personas'] });
    if (at === '/sign-in') await navigate({ to: '/' });
    signedIn();
  };
  return (
    <Page title={t('signIn.title')}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('account.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
        <Field
          label={t('account.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isRequired
        />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('signIn.do')}
        </Button>
      </Form>
      <p className="aside">
        {t('signIn.new')} <Link to="/sign-up">{t('signIn.signUp')}</Link>
      </p>
    </Page>
  );
}
