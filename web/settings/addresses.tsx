import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Address, addAddress, confirmAddress, listAddresses, removeAddress } from '../api/identity.ts';
import { fullDate } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { say } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { CodeForm } from './code-form.tsx';
import '../privacy/privacy.css';

const addressesKey = ['session', 'addresses'] as const;

/** Further addresses, by which one may show where one works; nobody else is shown them. */
export function Addresses(): ReactNode {
  const { t } = useTranslation();
  const { data: addresses = [] } = useQuery({ queryKey: addressesKey, queryFn: listAddresses });
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  return (
    <section aria-labelledby="addresses-heading">
      <h2 id="addresses-heading">{t('settings.addresses')}</h2>
      <p>{t('settings.addressesText')}</p>
      <ul className="rule-list">
        {addresses.map((address) => (
          <li key={address.id} className="rule">
            <OneAddress
              address={address}
              isMailed={mailedTo === address.id}
              onMailed={setMailedTo}
              onConfirmed={() => setMailedTo(null)}
            />
          </li>
        ))}
      </ul>
      <AddAddress onMailed={setMailedTo} />
    </section>
  );
}

function AddAddress({ onMailed }: { onMailed: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useForm(['email']);
  const [email, setEmail] = useState('');
  const send = async () => {
    const { id } = await addAddress(email);
    await queries.invalidateQueries({ queryKey: addressesKey });
    say(t('confirm.mailed'));
    setEmail('');
    onMailed(id);
  };
  return (
    <Form state={form} onSubmit={send}>
      <Field
        label={t('settings.addAddress')}
        name="email"
        type="email"
        value={email}
        onChange={setEmail}
        autoComplete="off"
        isRequired
      />
      <Button type="submit" isPending={form.isPending}>
        {t('confirm.mail')}
      </Button>
    </Form>
  );
}

function OneAddress({
  address: { id, email, confirmed_until: until },
  isMailed,
  onMailed,
  onConfirmed,
}: {
  address: Address;
  isMailed: boolean;
  onMailed: (id: string) => void;
  onConfirmed: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const { act, isBusy } = useAction();
  const [removing, setRemoving] = useState(false);
  const isOver = until === null || new Date(until) <= new Date();
  const touches = [addressesKey];
  const mail = async () => {
    if (await act(() => addAddress(email), { touches, says: t('confirm.mailed') })) onMailed(id);
  };
  const send = async (code: string) => {
    await confirmAddress(id, code);
    await queries.invalidateQueries({ queryKey: addressesKey });
    onConfirmed();
  };
  return (
    <>
      <span className="rule-words">
        {email}
        <small>
          {isOver
            ? t('settings.unconfirmed')
            : t('settings.confirmedUntil', { date: fullDate(new Date(until), i18n.language) })}
        </small>
      </span>
      {isMailed ? (
        <CodeForm onSend={send} />
      ) : (
        <Button size="small" onPress={mail} isPending={isBusy}>
          {t(isOver ? 'confirm.mail' : 'settings.confirmAgain')}
          <span className="visually-hidden"> {email}</span>
        </Button>
      )}
      <Button size="small" look="quiet" onPress={() => setRemoving(true)}>
        {t('settings.forget')}
        <span className="visually-hidden"> {email}</span>
      </Button>
      <Confirm
        isOpen={removing}
        title={t('settings.forgetTitle', { email })}
        action={t('settings.forget')}
        onClose={() => setRemoving(false)}
        onConfirm={() => act(() => removeAddress(id), { touches })}
      >
        {t('settings.forgetText')}
      </Confirm>
    </>
  );
}
