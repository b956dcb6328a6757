import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginProof, type DomainProof, dropProof, lookForProof } from '../api/organisations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { houseKey, proofsQuery } from './queries.ts';

/** The domains that the organisation proves to be its own. */
export function Proofs({ house }: { house: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: proofs = [] } = useQuery(proofsQuery(client, house));
  const form = useForm(['domain']);
  const [domain, setDomain] = useState('');
  const touches = [houseKey(client, house)];
  const send = async () => {
    await beginProof(client, house, domain.trim());
    setDomain('');
    await act(() => Promise.resolve(), { touches });
  };
  return (
    <section className="padded" aria-labelledby="proofs-heading">
      <h2 id="proofs-heading" className="section-heading section-heading-flush">
        {t('house.domains')}
      </h2>
      <p>{t('house.domainsText')}</p>
      <ul className="house-list">
        {proofs.map((proof) => (
          <li key={proof.domain}>
            <OneProof house={house} proof={proof} />
          </li>
        ))}
      </ul>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('house.domain')}
          name="domain"
          value={domain}
          onChange={setDomain}
          maxLength={240}
          isRequired
        />
        <Button type="submit" icon="plus" isPending={form.isPending}>
          {t('house.prove')}
        </Button>
      </Form>
    </section>
  );
}

function OneProof({ house, proof }: { house: string; proof: DomainProof }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { domain, record, verified } = proof;
  const touches = [houseKey(client, house)];
  const look = () =>
    act(
      async () => {
        const looked = await lookForProof(client, house, domain);
        if (!looked.verified) throw new Error(t('house.notYet'));
      },
      { touches, says: t('house.proved', { domain }) },
    );
  return (
    <>
      <div className="house-line">
        <p>{verified ? <Confirmed>{domain}</Confirmed> : <strong>{domain}</strong>}</p>
        <div className="house-deeds">
          <Button size="small" isPending={isBusy} onPress={look}>
            {t('house.look')}
            <span className="visually-hidden"> {domain}</span>
          </Button>
          <Button size="small" onPress={() => act(() => dropProof(client, house, domain), { touches })}>
            {t('action.remove')}
            <span className="visually-hidden"> {domain}</span>
          </Button>
        </div>
      </div>
      {verified ? null : (
        <dl className="house-record">
          <dt>{t('house.recordName', { type: record.type })}</dt>
          <dd>
            <code>{record.name}</code>
          </dd>
          <dt>{t('house.recordValue')}</dt>
          <dd>
            <code>{record.value}</code>
          </dd>
        </dl>
      )}
    </>
  );
}
