import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type PostList as List, listPosts } from '../api/posts.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Post } from '../post/post.tsx';
import { Button } from '../ui/button.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { feedKey } from './keys.ts';

/** A list of posts that reads on as one comes near its end. */
export function PostList({ list, empty }: { list: List; empty: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const feed = useInfiniteQuery({
    queryKey: feedKey(client.persona, list),
    queryFn: ({ pageParam }) => listPosts(client, list, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (feed.isPending) return <Skeleton rows={4} />;
  if (feed.data === undefined) return <Failed error={feed.error} retry={() => feed.refetch()} />;
  const posts = feed.data.pages.flatMap(({ items }) => items);
  if (posts.length === 0) return empty;
  return (
    <>
      <ol className="posts">
        {posts.map((post) => (
          <li key={post.id}>
            <Post post={post} />
          </li>
        ))}
      </ol>
      {feed.hasNextPage ? (
        <NearEnd isBusy={feed.isFetchingNextPage} onNear={() => feed.fetchNextPage()}>
          <Button onPress={() => feed.fetchNextPage()} isPending={feed.isFetchingNextPage}>
            {t('feed.older')}
          </Button>
        </NearEnd>
      ) : (
        <p className="feed-end">{t('feed.end')}</p>
      )}
    </>
  );
}

/** Calls when it comes near the window; the button inside is for keyboards, and for where this fails. */
function NearEnd({
  isBusy,
  onNear,
  children,
}: {
  isBusy: boolean;
  onNear: () => void;
  children: ReactNode;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const near = useRef(onNear);
  near.current = onNear;
  useEffect(() => {
    if (isBusy || place.current === null) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) near.current();
      },
      { rootMargin: '600px' },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [isBusy]);
  return (
    <div ref={place} className="feed-more">
      {children}
    </div>
  );
}
