import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveRecord } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Failed } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { savedRecordsQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

/** Versions of the record that stay as they were saved, and saving one more. */
export function SavedRecords({ organisation }: { organisation: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const { act, isBusy } = useAction();
  const [title, setTitle] = useState('');
  const { data: saved, error, refetch } = useQuery(savedRecordsQuery(client, organisation));
  const save = async () => {
    const isDone = await act(() => saveRecord(client, organisation, title), {
      says: t('records.saved.done'),
      touches: [savedRecordsQuery(client, organisation).queryKey],
    });
    if (isDone) setTitle('');
  };
  return (
    <section className="panel record-screen-only" aria-labelledby="saved-records">
      <h2 id="saved-records">{t('records.saved.title')}</h2>
      <p className="record-soft">{t('records.saved.text')}</p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      <ul>
        {saved?.map((one) => (
          <li key={one.id}>
            <Link to="/records/$id/saved/$saved" params={{ id: organisation, saved: one.id }}>
              {one.title}
            </Link>{' '}
            <span className="record-soft">{words.time(one.saved_at)}</span>
          </li>
        ))}
      </ul>
      <div className="record-deeds">
        <Field label={t('records.saved.name')} value={title} onChange={setTitle} maxLength={200} />
        <Button isPending={isBusy} isDisabled={title.trim() === ''} onPress={save}>
          {t('records.saved.save')}
        </Button>
      </div>
    </section>
  );
}
