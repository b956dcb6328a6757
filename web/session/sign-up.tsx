import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signUp } from '../api/session.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { useSignedIn } from './use-signed-in.ts';

/** Makes an account: a sign-in, which nobody on a network ever sees. */
export function SignUpScreen(): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['email', 'password']);
  const signedIn = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = async () => {
    await signUp({ email, password });
    queries.removeQueries({ queryKey: ['personas'] });
    signedIn();
    await navigate({ to: '/networks' });
  };
  return (
    <Page title={t('signUp.title')} intro={t('signUp.intro')}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('account.email')}
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          hint={t('signUp.emailHint')}
          isRequired
        />
        <Field
          label={t('account.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          value={password}
          onChange={setPassword}
          hint={t('account.passwordHint')}
          isRequired
        />
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
