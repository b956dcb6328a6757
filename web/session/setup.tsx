import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUp } from '../api/session.ts';
import { Threshold } from '../app/threshold-frame.tsx';
import { emptyFounder, FounderFields } from '../networks/founder-fields.tsx';
import { emptyNetwork, highestLabelOf, NetworkFields, rulesOf } from '../networks/network-fields.tsx';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { AccountFields, emptyAccount } from './account-fields.tsx';
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
  const [account, setAccount] = useState(emptyAccount);
  const [network, setNetwork] = useState(emptyNetwork);
  const [founder, setFounder] = useState(emptyFounder);
  const send = async () => {
    const { title, slug, description, kind } = network;
    await setUp({
      ...account,
      network: { title, slug, description, kind, rules: rulesOf(network), ...highestLabelOf(network) },
      persona: founder,
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
            <AccountFields account={account} onChange={setAccount} emailHint={t('setup.emailHint')} />
          </fieldset>
          <fieldset className="fieldset">
            <legend>{t('setup.network')}</legend>
            <NetworkFields draft={network} onChange={setNetwork} />
          </fieldset>
          <FounderFields founder={founder} onChange={setFounder} />
          <Button look="primary" type="submit" isPending={form.isPending}>
            {t('setup.do')}
          </Button>
        </Form>
      </Page>
    </Threshold>
  );
}
