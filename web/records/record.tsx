import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ProcessingRecord, recordTable } from '../api/records.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ControllerPart, ControllerSheet } from './controller.tsx';
import { recordQuery } from './queries.ts';
import { SavedRecords } from './saved-records.tsx';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** An organisation's record of processing, from what really ran. */
export function RecordScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/records/$id' });
  const { data: record, error, refetch } = useQuery(recordQuery(client, id));
  const { act, isBusy } = useAction();
  const [isSaying, setSaying] = useState(false);
  return (
    <Page
      title={t('records.processing.title')}
      intro={
        record === undefined
          ? undefined
          : t('records.processing.intro', {
              organisation: record.organisation.display_name,
              network: record.network.title,
            })
      }
      tools={<Link to="/records">{t('records.all')}</Link>}
      wide
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {record === undefined ? (
        error === null ? (
          <Skeleton />
        ) : null
      ) : (
        <div className="records">
          <p className="record-deeds record-screen-only">
            <Button
              size="small"
              icon="download"
              isPending={isBusy}
              onPress={() =>
                act(async () => saveFile('record-of-processing.csv', await recordTable(client, id)), {})
              }
            >
              {t('records.csv')}
            </Button>
            <Button
              size="small"
              icon="download"
              onPress={() => saveFile('record-of-processing.json', JSON.stringify(record, null, 1))}
            >
              {t('records.json')}
            </Button>
            <Button size="small" onPress={() => window.print()}>
              {t('records.print')}
            </Button>
            <Button size="small" onPress={() => setSaying(true)}>
              {t('records.controller.change')}
            </Button>
          </p>
          <RecordWords record={record} />
          <SavedRecords organisation={id} />
          {isSaying ? (
            <ControllerSheet
              organisation={id}
              controller={record.controller}
              onClose={() => setSaying(false)}
            />
          ) : null}
        </div>
      )}
    </Page>
  );
}

/** All that a record says, as Article 30(1) GDPR has it. */
export function RecordWords({ record }: { record: ProcessingRecord }): ReactNode {
  return (
    <>
      <ControllerPart controller={record.controller} />
      <Activities record={record} />
      <Standing record={record} />
    </>
  );
}

function Activities({ record: { activities } }: { record: ProcessingRecord }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  if (activities.length === 0) return <p>{t('records.processing.nothing')}</p>;
  return (
    <ul className="record-list">
      {activities.map((one) => (
        <li key={`${one.function} ${one.purpose} ${one.deed}`}>
          <h2>
            {t('records.processing.heading', {
              function: words.fn(one.function),
              deed: words.deed(one.deed),
            })}
          </h2>
          <dl>
            <Line name={t('records.field.times')}>
              {t('records.processing.times', {
                count: one.times,
                first: words.day(one.first_at),
                last: words.day(one.last_at),
              })}
            </Line>
            <Line name={t('records.field.purpose')}>{words.purpose(one.purpose)}</Line>
            <Line name={t('records.field.subjects')}>{one.subjects}</Line>
            <Line name={t('records.field.data')}>
              {one.data}
              {one.kinds.length === 0
                ? null
                : `: ${one.kinds.map((kind) => t(`attribute.kind.${kind}` as 'attribute.kind.name')).join(', ')}`}
            </Line>
            <Line name={t('records.field.recipients')}>{one.recipients}</Line>
            <Line name={t('records.field.kept')}>{one.kept}</Line>
            <Line name={t('records.field.basis')}>{t('records.basis')}</Line>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="record-line">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Standing({ record }: { record: ProcessingRecord }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  return (
    <>
      <section className="panel" aria-labelledby="record-policies">
        <h2 id="record-policies">{t('records.policies')}</h2>
        {record.policies.length === 0 ? <p>{t('records.noPolicies')}</p> : null}
        <ul>
          {record.policies.map(({ id, since, purposes }) => (
            <li key={id}>
              {t('records.policy', {
                since: words.day(since),
                purposes:
                  purposes === null ? t('records.anyPurpose') : purposes.map(words.purpose).join(', '),
              })}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-labelledby="record-besides">
        <h2 id="record-besides">{t('records.besides')}</h2>
        <p>{record.recipients_besides}</p>
      </section>
      <section className="panel" aria-labelledby="record-transfers">
        <h2 id="record-transfers">{t('records.transfers')}</h2>
        <p>{record.transfers}</p>
      </section>
      <Measures measures={record.measures} />
    </>
  );
}

/** How the data is guarded. */
export function Measures({ measures }: { measures: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="record-measures">
      <h2 id="record-measures">{t('records.measures')}</h2>
      <ul>
        {measures.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}
