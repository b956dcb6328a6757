import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWERS, listAnswers, type ToldAnswer } from '../api/insight.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { answersKey } from './queries.ts';
import { byQuestion } from './told.ts';
import { ToldItem } from './told-item.tsx';

/** What was asked and told, question by question. To look at it costs nothing. */
export function ToldList({ organisation }: { organisation: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useInfiniteQuery({
    queryKey: answersKey(client, organisation),
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      listAnswers(client, organisation, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: readonly ToldAnswer[]) => (last.length < ANSWERS ? undefined : last.at(-1)?.id),
  });
  const answers = query.data?.pages.flat();
  return (
    <section className="insight-told" aria-labelledby="told-heading">
      <h2 id="told-heading">{t('insight.told.title')}</h2>
      <p className="record-soft">{t('insight.told.text')}</p>
      <OlderList
        query={query}
        items={answers === undefined ? undefined : byQuestion(answers)}
        none={{ title: t('insight.told.none'), text: t('insight.told.noneText') }}
        keyOf={({ question }) => question}
      >
        {(told) => <ToldItem organisation={organisation} told={told} />}
      </OlderList>
    </section>
  );
}
