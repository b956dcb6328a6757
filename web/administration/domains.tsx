import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDomains, saveDomains } from '../api/administration.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Skeleton } from '../ui/states.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';

/** Which e-mail domains are whose: by them members show where they work. */
export function Domains(): ReactNode {
  const { t } = useTranslation();
  const [organisation, setOrganisation] = useState<Account | null>(null);
  return (
    <section aria-labelledby="domains-heading" className="padded">
      <h2 id="domains-heading" className="section-heading section-heading-flush">
        {t('administration.domains')}
      </h2>
      <p>{t('administration.domainsText')}</p>
      <PersonSearch
        label={t('administration.domainsOf')}
        kinds={['organisation']}
        onFound={setOrganisation}
      />
      {organisation === null ? null : (
        <DomainsOf organisation={organisation} onClose={() => setOrganisation(null)} />
      )}
    </section>
  );
}

function DomainsOf({ organisation, onClose }: { organisation: Account; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data } = useQuery({
    queryKey: [client.persona, 'domains', organisation.id],
    queryFn: () => readDomains(client, organisation.id),
    gcTime: 0,
  });
  return (
    <Sheet title={faceOf(organisation).display_name} isOpen onClose={onClose}>
      <p>
        <Link to="/organisations/$id" params={{ id: organisation.id }} onClick={onClose}>
          {t('house.keep')}
        </Link>
      </p>
      {data === undefined ? (
        <Skeleton rows={1} />
      ) : (
        <EditDomains organisation={organisation.id} domains={data.domains} onClose={onClose} />
      )}
    </Sheet>
  );
}

function EditDomains({
  organisation,
  domains,
  onClose,
}: {
  organisation: string;
  domains: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const form = useForm([]);
  const [text, setText] = useState(domains.join('\n'));
  const send = async () => {
    await saveDomains(
      client,
      organisation,
      text.split(/[\s,]+/).filter((domain) => domain !== ''),
    );
    say(t('administration.domainsSaved'));
    onClose();
  };
  return (
    <Form state={form} onSubmit={send}>
      <Field
        label={t('administration.domains')}
        value={text}
        onChange={setText}
        lines={4}
        hint={t('administration.domainsHint')}
      />
      <Button look="primary" type="submit" isPending={form.isPending}>
        {t('action.save')}
      </Button>
    </Form>
  );
}
