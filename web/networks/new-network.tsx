import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createNetwork } from '../api/session.ts';
import { SessionGate } from '../app/session-gate.tsx';
import { rememberChoice } from '../personas/choice.ts';
import { personasQuery } from '../session/queries.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { useForm } from '../ui/use-form.ts';
import { emptyFounder, FounderFields } from './founder-fields.tsx';
import { emptyNetwork, highestLabelOf, NetworkFields, rulesOf } from './network-fields.tsx';

export function NewNetworkScreen(): ReactNode {
  return (
    <SessionGate frame={(inside) => inside}>
      <NewNetwork />
    </SessionGate>
  );
}

/** Founds a network, which one then administers. */
function NewNetwork(): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['persona.handle', 'persona.display_name']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [network, setNetwork] = useState(emptyNetwork);
  const [founder, setFounder] = useState(emptyFounder);
  const send = async () => {
    const { title, slug, description, kind } = network;
    const made = await createNetwork({
      title,
      slug,
      description,
      kind,
      rules: rulesOf(network),
      ...highestLabelOf(network),
      persona: founder,
    });
    rememberChoice(made.persona.id);
    await queries.invalidateQueries({ queryKey: personasQuery.queryKey });
    await navigate({ to: '/' });
  };
  return (
    <Page title={t('networks.new')}>
      <Form state={form} onSubmit={send}>
        <fieldset className="fieldset">
          <legend>{t('setup.network')}</legend>
          <NetworkFields draft={network} onChange={setNetwork} />
        </fieldset>
        <FounderFields founder={founder} onChange={setFounder} />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('networks.create')}
        </Button>
      </Form>
    </Page>
  );
}
