import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUp } from '../api/session.ts';
import { Threshold } from '../app/threshold-frame.tsx';
import { emptyNetwork, highestLabelOf, NetworkFields, rulesOf } from '../networks/network-fields.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { emptyQuery } from './queries.ts';
import { useSignedIn } from './use-signed-in.ts';

const fields = [
  'email',
  'password',
  'network.title',
  'network.slug',
  'network.description',
  'persona.display_name',
  'persona.handle',
];

/** The first run: the first account, the first network, and the persona that will administer it. */
export function SetupScreen(): ReactNode {
  const { t } = useTranslation();
  const form = useForm(fields);
  const queries = useQueryClient();
  const signedIn = useSignedIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [network, setNetwork] = useState(emptyNetwork);
  const [name, setName] = useState('');
  const [handle, setHandle] = useState('');
  const send = async () => {
    const { title, slug, description, kind } = network;
    await setUp({
      email,
      password,
      network: { title, slug, description, kind, rules: rulesOf(network), ...highestLabelOf(network) },
      persona: { display_name: name, handle },
    });
    signedIn();
    queries.setQueryData(emptyQuery.queryKey, false);
  };
  return (
    <Threshold>
      <Page title={t('setup.title')} intro={t('setup.intro')}>
        <Form state={form} onSubmit={send}>
          <fieldset className="fieldset">
            <legend>{t('setup.account')}</legend>
            <Field
              label={t('account.email')}
              name="email"
              type="email"
              autoComplete="username"
              value={email}
              onChange={setEmail}
              hint={t('setup.emailHint')}
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
          </fieldset>
          <fieldset className="fieldset">
            <legend>{t('setup.network')}</legend>
            <NetworkFields draft={network} onChange={setNetwork} />
          </fieldset>
          <fieldset className="fieldset">
            <legend>{t('setup.persona')}</legend>
            <Field
              label={t('persona.name')}
              name="persona.display_name"
              autoComplete="name"
              value={name}
              onChange={setName}
              hint={t('persona.nameHint')}
              isRequired
            />
            <Field
              label={t('persona.handle')}
              name="persona.handle"
              prefix="@"
              autoComplete="off"
              value={handle}
              onChange={setHandle}
              hint={t('persona.handleHint')}
              isRequired
            />
          </fieldset>
          <Button look="primary" type="submit" isPending={form.isPending}>
            {t('setup.do')}
          </Button>
        </Form>
      </Page>
    </Threshold>
  );
}
