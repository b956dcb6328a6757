import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../api/resources.ts';
import { Composer } from '../composer/composer.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Replies } from '../post/replies.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { commentsQuery } from './queries.ts';

/** What is said of a resource, and where one says something oneself. */
export function Comments({ resource }: { resource: Resource }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data, error, refetch } = useQuery(commentsQuery(client, resource.id));
  return (
    <section className="file-comments" aria-labelledby="comments">
      <h2 id="comments">{t('files.comments')}</h2>
      {resource.can.reply ? (
        <Composer key={resource.id} replyTo={resource} beside />
      ) : (
        <p className="post-closed">{t('files.noComments')}</p>
      )}
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton rows={1} /> : null}
      {data?.length === 0 ? <p className="post-closed">{t('files.noneSaid')}</p> : null}
      <Replies root={resource.id} posts={data ?? []} />
    </section>
  );
}
