import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  askBulkChange,
  type BulkAsked,
  type BulkPreview,
  type Difference,
  previewBulkChange,
  readBulkChange,
} from '../api/decisions.ts';
import { AudienceSheet } from '../audience/audience-sheet.tsx';
import { AudienceWords } from '../audience/audience-words.tsx';
import { draftOf, toJson } from '../audience/draft.ts';
import { startOfDay } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';
import { bulkChangesQuery } from './queries.ts';
import './privacy.css';

/** Changes whom many posts are for: which, for whom, who gains and who loses, and then all at once. */
export function BulkChangeScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [before, setBefore] = useState('');
  const [tag, setTag] = useState('');
  const [draft, setDraft] = useState(() => draftOf({ kind: 'followers' }));
  const [choosing, setChoosing] = useState(false);
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [change, setChange] = useState<string | null>(null);
  const asked: BulkAsked = {
    which: {
      ...(before === '' ? {} : { before: startOfDay(before) }),
      ...(tag.trim() === '' ? {} : { tag: tag.trim() }),
    },
    audience: toJson(draft),
  };
  const anew = (): void => {
    setPreview(null);
    setChange(null);
  };
  const look = () => act(async () => setPreview(await previewBulkChange(client, asked)), {});
  const begin = (seen: BulkPreview) =>
    act(async () => {
      const which = { ...asked.which, ...(seen.last === null ? {} : { last: seen.last }) };
      setChange((await askBulkChange(client, { ...asked, which, expected: seen.posts })).id);
    }, {});
  return (
    <Page title={t('bulk.title')} intro={t('bulk.intro')}>
      <div className="control-rules">
        {change === null ? <Earlier /> : null}
        <section aria-label={t('bulk.which')}>
          <h2>{t('bulk.which')}</h2>
          <div className="rule-numbers">
            <Field
              label={t('bulk.before')}
              type="date"
              value={before}
              onChange={(value) => {
                setBefore(value);
                anew();
              }}
            />
            <Field
              label={t('bulk.tag')}
              value={tag}
              hint={t('bulk.tagHint')}
              onChange={(value) => {
                setTag(value);
                anew();
              }}
            />
          </div>
        </section>
        <section aria-label={t('bulk.audience')}>
          <h2>{t('bulk.audience')}</h2>
          <p className="rule rule-whole">
            <span className="rule-words">
              <AudienceWords audience={asked.audience} />
            </span>
            <Button size="small" onPress={() => setChoosing(true)}>
              {t('presence.change')}
              <span className="visually-hidden"> {t('bulk.audience')}</span>
            </Button>
          </p>
          {choosing ? (
            <AudienceSheet
              title={t('bulk.audience')}
              isOpen
              draft={draft}
              onChange={(next) => {
                setDraft(next);
                anew();
              }}
              onClose={() => setChoosing(false)}
            />
          ) : null}
        </section>
        {preview === null ? (
          <section>
            <Button look="primary" onPress={look} isPending={isBusy}>
              {t('bulk.preview')}
            </Button>
          </section>
        ) : (
          <Preview preview={preview}>
            {change === null ? (
              <Button
                look="primary"
                onPress={() => begin(preview)}
                isPending={isBusy}
                isDisabled={preview.posts === 0}
              >
                {t('bulk.change', { count: preview.posts })}
              </Button>
            ) : (
              <Progress change={change} again={anew} />
            )}
          </Preview>
        )}
      </div>
    </Page>
  );
}

/** The change that was asked for last, where whoever asked for it went away before it was done, or it failed. */
function Earlier(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: [last] = [] } = useQuery(bulkChangesQuery(client));
  if (last === undefined || last.state === 'done') return null;
  return (
    <section>
      <h2>{t('bulk.earlier')}</h2>
      <p className="control-now">
        <Ago at={last.asked_at} />
      </p>
      <Progress change={last.id} />
    </section>
  );
}

function Preview({ preview, children }: { preview: BulkPreview; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <section aria-label={t('bulk.effect')}>
      <h2>{t('bulk.effect')}</h2>
      <p>
        {t('bulk.posts', { count: preview.posts })}{' '}
        {preview.unchanged === 0 ? null : t('bulk.unchanged', { count: preview.unchanged })}
      </p>
      <ul className="rule-list">
        {preview.changes.map(({ posts, from, to }) => (
          <li key={`${from} ${to}`} className="rule">
            <span className="rule-words">
              {t('bulk.fromTo', { from, to })}
              <small>{t('bulk.count', { count: posts })}</small>
            </span>
          </li>
        ))}
      </ul>
      {preview.more > 0 ? <p className="control-now">{t('bulk.more', { count: preview.more })}</p> : null}
      <People title={t('bulk.gain')} none={t('bulk.nobodyGains')} difference={preview.gain} />
      <People title={t('bulk.lose')} none={t('bulk.nobodyLoses')} difference={preview.lose} />
      <p className="control-now">{t('bulk.bound')}</p>
      {children}
    </section>
  );
}

function People({
  title,
  none,
  difference,
}: {
  title: string;
  none: string;
  difference: Difference;
}): ReactNode {
  const { t } = useTranslation();
  const { count, people, visitors, not_counted: others } = difference;
  const names = people.slice(0, 5).map(({ display_name: name }) => name);
  return (
    <div>
      <h3 className="section-heading section-heading-flush">{title}</h3>
      {count === 0 && !visitors && others.length === 0 ? <p>{none}</p> : null}
      {count > 0 ? (
        <p>
          {t('bulk.people', { count })}
          {names.length === 0 ? null : `: ${names.join(', ')}${count > names.length ? ' …' : ''}`}
        </p>
      ) : null}
      {visitors ? <p>{t('bulk.visitors')}</p> : null}
      {others.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

const LOOK_AGAIN_MS = 500;

function Progress({ change, again }: { change: string; again?: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: [client.persona, 'bulk-change', change],
    queryFn: () => readBulkChange(client, change),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? LOOK_AGAIN_MS : false),
  });
  const isDone = data?.state === 'done';
  useEffect(() => {
    if (!isDone) return;
    for (const touched of ['grants', 'decisions', 'exposure', 'home', 'posts', 'bulk-changes']) {
      queries.invalidateQueries({ queryKey: [client.persona, touched] });
    }
  }, [isDone, queries, client]);
  if (data === undefined) return null;
  const says =
    data.state === 'waiting'
      ? t('bulk.waiting', { done: data.done, total: data.total })
      : (data.says ?? t('bulk.done', { count: data.total }));
  return (
    <div className="bulk-progress" role="status">
      {data.state === 'failed' ? null : (
        <progress max={Math.max(1, data.total)} value={data.done} aria-label={t('bulk.title')} />
      )}
      <p>{says}</p>
      {data.state === 'failed' && again !== undefined ? (
        <Button onPress={again}>{t('bulk.again')}</Button>
      ) : null}
    </div>
  );
}
