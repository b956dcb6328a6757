import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { savedRecordQuery } from './queries.ts';
import { RecordWords } from './record.tsx';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** A record of processing as it was saved, to be printed. */
export function SavedRecordScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const { id, saved: which } = useParams({ from: '/app/records/$id/saved/$saved' });
  const { data: saved, error, refetch } = useQuery(savedRecordQuery(client, id, which));
  return (
    <Page
      title={t('records.processing.title')}
      heading={saved?.title ?? t('records.processing.title')}
      intro={
        saved === undefined
          ? undefined
          : t('records.saved.asOf', {
              organisation: saved.record.organisation.display_name,
              network: saved.record.network.title,
              at: words.time(saved.saved_at),
            })
      }
      tools={
        <Link to="/records/$id" params={{ id }}>
          {t('records.saved.now')}
        </Link>
      }
      wide
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {saved === undefined ? (
        error === null ? (
          <Skeleton />
        ) : null
      ) : (
        <div className="records">
          <p className="record-deeds record-screen-only">
            <Button size="small" onPress={() => window.print()}>
              {t('records.print')}
            </Button>
            <Button
              size="small"
              icon="download"
              onPress={() =>
                saveFile(`record-${saved.hash.slice(0, 8)}.json`, JSON.stringify(saved, null, 1))
              }
            >
              {t('records.json')}
            </Button>
          </p>
          <RecordWords record={saved.record} />
          <p className="record-soft record-hash">{t('records.saved.hash', { hash: saved.hash })}</p>
        </div>
      )}
    </Page>
  );
}
