import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileRequest, REQUEST_KINDS, type RequestKind } from '../api/records.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { noticeQuery, ownRequestsQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

/** Asks an organisation, or whoever runs the network, something about one's own data. */
export function NewRequest({ to, onClose }: { to: string | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const queries = useQueryClient();
  const words = useRecordWords();
  const form = useForm(['organisation', 'kind', 'words']);
  const { data: notice } = useQuery({ ...noticeQuery(client, to ?? ''), enabled: to !== undefined });
  const [whom, setWhom] = useState<'network' | 'organisation'>(to === undefined ? 'network' : 'organisation');
  const [found, setFound] = useState<{ id: string; name: string } | null>(null);
  const [kind, setKind] = useState<RequestKind>('access');
  const [text, setText] = useState('');
  const organisation =
    found ?? (to === undefined ? null : { id: to, name: notice?.organisation.display_name ?? '' });
  const send = async () => {
    const body = { organisation: whom === 'network' ? null : (organisation?.id ?? null), kind, words: text };
    await fileRequest(client, body);
    await queries.invalidateQueries({ queryKey: ownRequestsQuery(client).queryKey });
    say(t('dataRequests.sent'));
    onClose();
  };
  return (
    <Sheet title={t('dataRequests.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Choices
          label={t('dataRequests.whom')}
          value={whom}
          onChange={setWhom}
          choices={[
            { value: 'network', title: t('dataRequests.toNetwork', { network: persona.network.title }) },
            { value: 'organisation', title: t('dataRequests.toOrganisation') },
          ]}
          inline
        />
        {whom === 'network' ? null : (
          <>
            {organisation === null ? null : <p>{organisation.name}</p>}
            <PersonSearch
              label={t('privacy.processing.organisation')}
              kinds={['organisation']}
              onFound={(account) => setFound({ id: account.id, name: faceOf(account).display_name })}
            />
          </>
        )}
        <Pick
          label={t('dataRequests.what')}
          value={kind}
          onChange={setKind}
          options={REQUEST_KINDS.map((value) => ({ value, title: words.request(value) }))}
        />
        <Field
          label={t('dataRequests.words')}
          name="words"
          value={text}
          onChange={setText}
          lines={4}
          hint={t('dataRequests.wordsHint')}
        />
        <Button
          look="primary"
          type="submit"
          isPending={form.isPending}
          isDisabled={whom === 'organisation' && organisation === null}
        >
          {t('dataRequests.send')}
        </Button>
      </Form>
    </Sheet>
  );
}
