import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { showContext, showPost } from '../api/posts.ts';
import { Lost } from '../app/lost.tsx';
import { Composer } from '../composer/composer.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { Post } from './post.tsx';
import { Replies } from './replies.tsx';

/** One post, with what it answers above it and what answers it below. */
export function PostScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/posts/$id' });
  const post = useQuery({
    queryKey: [client.persona, 'post', id],
    queryFn: ({ signal }) => showPost(client, id, signal),
  });
  const thread = useQuery({
    queryKey: [client.persona, 'context', id],
    queryFn: () => showContext(client, id),
    enabled: post.data !== undefined,
  });
  if (post.error instanceof ApiError && post.error.status === 404) return <Lost title={t('post.title')} />;
  return (
    <Page title={t('post.title')}>
      {post.isPending ? <Skeleton rows={2} /> : null}
      {post.error === null ? null : <Failed error={post.error} retry={() => post.refetch()} />}
      {post.data === undefined ? null : (
        <>
          {thread.data?.ancestors.map((one) => (
            <div key={one.id} className="ancestor">
              <Post post={one} />
            </div>
          ))}
          <Post post={post.data} main />
          {post.data.waxseal?.can.reply === false ? (
            <p className="post-closed">{t('post.noReplies')}</p>
          ) : (
            <Composer key={id} replyTo={post.data} beside />
          )}
          {thread.error === null ? null : <Failed error={thread.error} retry={() => thread.refetch()} />}
          <Replies root={id} posts={thread.data?.descendants ?? []} />
        </>
      )}
    </Page>
  );
}
