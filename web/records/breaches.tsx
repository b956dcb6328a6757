import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Breach, countAffected, enterBreach, type NoisyCount } from '../api/records.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { ChangeBreach } from './change-breach.tsx';
import { NewBreach } from './new-breach.tsx';
import { breachesQuery } from './queries.ts';
import { ScopeWords } from './scope-words.tsx';
import { useRecordWords } from './use-record-words.ts';
import './records.css';

/** An organisation's notebook of breaches. */
export function BreachesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/records/$id/breaches' });
  const [isOpening, setOpening] = useState(false);
  const { data: breaches, error, refetch } = useQuery(breachesQuery(client, id));
  return (
    <Page
      title={t('breaches.title')}
      intro={t('breaches.intro')}
      tools={
        <>
          <Link to="/records">{t('records.all')}</Link>
          <Button look="primary" onPress={() => setOpening(true)}>
            {t('breaches.new')}
          </Button>
        </>
      }
    >
      {isOpening ? <NewBreach organisation={id} onClose={() => setOpening(false)} /> : null}
      <div className="records">
        {error === null ? null : <Failed error={error} retry={() => refetch()} />}
        {breaches === undefined && error === null ? <Skeleton /> : null}
        {breaches?.length === 0 ? <Empty icon="warning" title={t('breaches.none')} /> : null}
        <ul className="record-list">
          {breaches?.map((breach) => (
            <li key={breach.id}>
              <BreachWords organisation={id} breach={breach} />
              <Affected organisation={id} breach={breach} />
              {breach.entries.some(({ kind }) => kind === 'closed') ? null : (
                <Enter organisation={id} breach={breach} />
              )}
            </li>
          ))}
        </ul>
      </div>
    </Page>
  );
}

function BreachWords({ organisation, breach }: { organisation: string; breach: Breach }): ReactNode {
  const { t } = useTranslation();
  const words = useRecordWords();
  const isClosed = breach.entries.some(({ kind }) => kind === 'closed');
  return (
    <div className="record-request">
      <h2>{breach.title}</h2>
      <p className="record-soft">
        <ScopeWords organisation={organisation} scope={breach} />
      </p>
      <p className="record-soft">
        <strong className={breach.overdue ? 'record-late' : undefined}>
          {breach.reported
            ? t('breaches.kind.reported')
            : isClosed
              ? t('breaches.notReported')
              : t(breach.overdue ? 'breaches.reportOverdue' : 'breaches.reportBy', {
                  at: words.time(breach.report_by),
                  left: words.until(breach.report_by),
                })}
        </strong>
      </p>
      <ol>
        {breach.entries.map((entry) => (
          <li key={`${entry.kind} ${entry.at}`}>
            <strong>{t(`breaches.kind.${entry.kind}` as 'breaches.kind.note')}</strong>,{' '}
            {words.time(entry.at)}
            <p className="record-words">{entry.words}</p>
            {entry.advice === null ? null : (
              <p className="record-words">{t('breaches.advised', { advice: entry.advice })}</p>
            )}
            {entry.scope === null ? null : (
              <p className="record-soft">
                <ScopeWords organisation={organisation} scope={entry.scope} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** About how many are affected, on request: it takes from the budget. */
function Affected({ organisation, breach }: { organisation: string; breach: Breach }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [counted, setCounted] = useState<NoisyCount | null>(null);
  if (counted === null) {
    return (
      <Button
        size="small"
        isPending={isBusy}
        onPress={() => act(async () => setCounted(await countAffected(client, organisation, breach.id)), {})}
      >
        {t('breaches.count')}
      </Button>
    );
  }
  return (
    <p role="status">
      {counted.count === null || counted.interval === null
        ? t('breaches.fewer', { count: counted.fewer_than ?? 0 })
        : t('breaches.about', { count: counted.count, from: counted.interval.from, to: counted.interval.to })}
    </p>
  );
}

function Enter({ organisation, breach }: { organisation: string; breach: Breach }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [text, setText] = useState('');
  const [advice, setAdvice] = useState('');
  const [isChanging, setChanging] = useState(false);
  const enter = (kind: 'note' | 'reported' | 'told' | 'closed') => async () => {
    const entry = kind === 'told' ? { kind, words: text, advice } : { kind, words: text };
    const isDone = await act(() => enterBreach(client, organisation, breach.id, entry), {
      says: t('breaches.entered'),
      touches: [breachesQuery(client, organisation).queryKey],
    });
    if (!isDone) return;
    setText('');
    setAdvice('');
  };
  return (
    <div className="record-answer">
      <Field
        label={t('breaches.words')}
        hint={t('breaches.wordsHint')}
        value={text}
        onChange={setText}
        lines={3}
      />
      <Field
        label={t('breaches.advice')}
        hint={t('breaches.adviceHint')}
        value={advice}
        onChange={setAdvice}
        lines={2}
      />
      <div className="record-deeds">
        {(['note', 'reported', 'told', 'closed'] as const).map((kind) => (
          <Button
            key={kind}
            size="small"
            look={kind === 'note' ? 'primary' : 'plain'}
            isPending={isBusy}
            isDisabled={text.trim() === '' || (kind === 'told' && advice.trim() === '')}
            onPress={enter(kind)}
          >
            {t(`breaches.enter.${kind}`)}
          </Button>
        ))}
        <Button size="small" look="quiet" onPress={() => setChanging(true)}>
          {t('breaches.change')}
        </Button>
      </div>
      {isChanging ? (
        <ChangeBreach organisation={organisation} breach={breach} onClose={() => setChanging(false)} />
      ) : null}
    </div>
  );
}
