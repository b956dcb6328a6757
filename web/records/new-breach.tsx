import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openBreach } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { breachesQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

const FUNCTIONS = [
  'marketing',
  'sales',
  'customer-service',
  'support',
  'human-resources',
  'communications',
] as const;

/** Opens a breach: which uses it is about, and when it became known. */
export function NewBreach({
  organisation,
  onClose,
}: {
  organisation: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const words = useRecordWords();
  const form = useForm(['title', 'from', 'until', 'known_at']);
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [known, setKnown] = useState('');
  const [fn, setFn] = useState<'any' | (typeof FUNCTIONS)[number]>('any');
  const send = async () => {
    await openBreach(client, organisation, {
      title,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      known_at: new Date(known).toISOString(),
      function: fn === 'any' ? null : fn,
    });
    await queries.invalidateQueries({ queryKey: breachesQuery(client, organisation).queryKey });
    onClose();
  };
  const isReady = [title, from, until, known].every((text) => text !== '');
  return (
    <Sheet title={t('breaches.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('breaches.what')}
          name="title"
          value={title}
          onChange={setTitle}
          isRequired
          autoFocus
        />
        <Field
          label={t('breaches.from')}
          name="from"
          type="datetime-local"
          value={from}
          onChange={setFrom}
          isRequired
        />
        <Field
          label={t('breaches.until')}
          name="until"
          type="datetime-local"
          value={until}
          onChange={setUntil}
          isRequired
        />
        <Pick
          label={t('breaches.function')}
          value={fn}
          onChange={setFn}
          options={[
            { value: 'any', title: t('breaches.anyFunction') },
            ...FUNCTIONS.map((value) => ({ value, title: words.fn(value) })),
          ]}
        />
        <Field
          label={t('breaches.known')}
          name="known_at"
          type="datetime-local"
          value={known}
          onChange={setKnown}
          hint={t('breaches.knownHint')}
          isRequired
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={!isReady}>
          {t('breaches.open')}
        </Button>
      </Form>
    </Sheet>
  );
}
