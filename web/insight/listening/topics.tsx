import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginWatch, endTopic, endWatch, type SavedTopic, type Watch } from '../../api/listening.ts';
import { dayIn } from '../../i18n/format.ts';
import { useSpeaking } from '../../personas/persona-context.tsx';
import { useRecordWords } from '../../records/use-record-words.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Field } from '../../ui/field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { NewTopic } from './new-topic.tsx';
import { topicsQuery, watchesQuery } from './queries.ts';

/** Why a watch asks no more that nobody stopped. */
const ENDED_BY_ITSELF = ['over', 'budget', 'nobody'] as const;

/** What is kept by a name, such as a product, and what is asked about it day by day. */
export function Topics({
  organisation,
  functions,
}: {
  organisation: string;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: topics } = useQuery(topicsQuery(client, organisation));
  const { data: kept } = useQuery(watchesQuery(client, organisation));
  return (
    <section className="panel" aria-labelledby="topics-heading">
      <h2 id="topics-heading">{t('listening.topics.title')}</h2>
      <p>{t('listening.topics.text')}</p>
      {topics?.length === 0 ? <p>{t('listening.topics.none')}</p> : null}
      <ul className="record-list">
        {topics?.map((topic) => (
          <li key={topic.id}>
            <TopicLine
              organisation={organisation}
              topic={topic}
              latest={kept?.watches.find((one) => one.topic.id === topic.id)}
              isOurs={functions.includes(topic.function)}
            />
          </li>
        ))}
      </ul>
      {functions.length === 0 ? null : <NewTopic organisation={organisation} functions={functions} />}
    </section>
  );
}

function TopicLine({
  organisation,
  topic,
  latest,
  isOurs,
}: {
  organisation: string;
  topic: SavedTopic;
  /** Which goes on, or has ended. */
  latest: Watch | undefined;
  isOurs: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useRecordWords();
  const [until, setUntil] = useState(() => dayIn(30));
  const [isEnding, setEnding] = useState(false);
  const watch = latest?.ended_at === null ? latest : undefined;
  const ended = ENDED_BY_ITSELF.find((one) => one === latest?.ended_because);
  const touches = [
    [client.persona, 'topics', organisation],
    [client.persona, 'watches', organisation],
  ];
  const named = <span className="visually-hidden"> {topic.title}</span>;
  return (
    <>
      <h3>{topic.title}</h3>
      <p>
        {t('listening.topics.what', {
          function: words.fn(topic.function),
          terms: [...topic.hashtags.map((tag) => `#${tag}`), ...topic.phrases].join(', '),
        })}
      </p>
      {watch === undefined ? null : (
        <p>{t('listening.topics.watched', { until: words.day(watch.until), count: watch.questions_left })}</p>
      )}
      {ended === undefined ? null : <p>{t(`listening.topics.watchEnded.${ended}`)}</p>}
      {isOurs ? (
        <div className="record-deeds">
          {watch === undefined ? (
            <>
              <Field
                label={t('listening.topics.until', { title: topic.title })}
                type="date"
                value={until}
                onChange={setUntil}
              />
              <Button
                size="small"
                isPending={isBusy}
                onPress={() => act(() => beginWatch(client, topic.id, until), { touches })}
              >
                {t('listening.topics.watch')}
                {named}
              </Button>
            </>
          ) : (
            <Button
              size="small"
              isPending={isBusy}
              onPress={() => act(() => endWatch(client, watch.id), { touches })}
            >
              {t('listening.topics.stop')}
              {named}
            </Button>
          )}
          <Button size="small" isPending={isBusy} onPress={() => setEnding(true)}>
            {t('listening.topics.end')}
            {named}
          </Button>
          <Confirm
            title={t('audiences.endTitle', { title: topic.title })}
            action={t('listening.topics.end')}
            isOpen={isEnding}
            onConfirm={() => act(() => endTopic(client, topic.id), { touches })}
            onClose={() => setEnding(false)}
          >
            {t('listening.topics.endText')}
          </Confirm>
        </div>
      ) : null}
    </>
  );
}
