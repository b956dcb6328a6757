import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';

/** By what one signs in. */
export interface NewAccount {
  readonly email: string;
  readonly password: string;
}

export const emptyAccount: NewAccount = { email: '', password: '' };

/** The fields of a new account. */
export function AccountFields({
  account,
  onChange,
  emailHint,
}: {
  account: NewAccount;
  onChange: (account: NewAccount) => void;
  emailHint: string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Field
        label={t('account.email')}
        name="email"
        type="email"
        autoComplete="username"
        value={account.email}
        onChange={(email) => onChange({ ...account, email })}
        hint={emailHint}
        isRequired
      />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        value={account.password}
        onChange={(password) => onChange({ ...account, password })}
        hint={t('account.passwordHint')}
        isRequired
      />
    </>
  );
}
