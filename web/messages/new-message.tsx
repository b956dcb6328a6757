import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FUNCTIONS_FOR_MEMBERS } from '../api/business.ts';
import { beginConversation } from '../api/conversations.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Person } from '../ui/person.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { conversationsKey } from './queries.ts';
import './messages.css';

const isOrganisation = ({ waxseal }: Account): boolean => waxseal?.kind === 'organisation';

/** A first message: to a person, to several, or to a function of an organisation. */
export function NewMessage({ to, onClose }: { to?: Account; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(['text', 'title', 'with']);
  const [whom, setWhom] = useState<readonly Account[]>(to === undefined ? [] : [to]);
  const [fn, setFn] = useState<(typeof FUNCTIONS_FOR_MEMBERS)[number]>('support');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const organisation = whom.find(isOrganisation);
  const send = async () => {
    const ids = whom.map(({ id }) => id);
    const begun = await beginConversation(
      client,
      organisation === undefined
        ? { with: ids, title: ids.length > 1 ? title : '', text }
        : { organisation: organisation.id, function: fn, text },
    );
    onClose();
    await queries.invalidateQueries({ queryKey: conversationsKey(client.persona) });
    await navigate({ to: '/messages/$id', params: { id: begun.id } });
  };
  return (
    <Sheet title={t('messages.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        {organisation === undefined ? (
          <PersonSearch
            label={t('messages.to')}
            kinds={whom.length === 0 ? ['persona', 'organisation'] : ['persona']}
            without={[client.persona, ...whom.map(({ id }) => id)]}
            onFound={(account) => setWhom([...whom, account])}
          />
        ) : null}
        {whom.length === 0 ? null : (
          <ul className="people people-flush" aria-label={t('messages.to')}>
            {whom.map((account) => (
              <li key={account.id}>
                <Person account={account}>
                  <IconButton
                    icon="close"
                    label={t('messages.without', { name: faceOf(account).display_name })}
                    onPress={() => setWhom(whom.filter(({ id }) => id !== account.id))}
                  />
                </Person>
              </li>
            ))}
          </ul>
        )}
        {organisation === undefined ? null : (
          <Pick
            label={t('messages.function')}
            value={fn}
            onChange={setFn}
            options={FUNCTIONS_FOR_MEMBERS.map((value) => ({ value, title: t(`function.${value}`) }))}
          />
        )}
        {whom.length > 1 ? (
          <Field label={t('messages.title')} name="title" value={title} onChange={setTitle} maxLength={100} />
        ) : null}
        <Field
          label={t('messages.text')}
          name="text"
          lines={4}
          value={text}
          onChange={setText}
          maxLength={5000}
          isRequired
          hint={whom.length > 1 ? t('messages.groupHint') : undefined}
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={whom.length === 0}>
          {t('messages.send')}
        </Button>
      </Form>
    </Sheet>
  );
}
