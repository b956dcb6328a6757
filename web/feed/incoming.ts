import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '../api/http.ts';
import type { Status } from '../api/types.ts';

export type Feed = InfiniteData<Page<Status>, string | null>;

/** Whether the feed has the post already. */
export const hasPost = (feed: Feed | undefined, id: string): boolean =>
  feed?.pages.some(({ items }) => items.some((post) => post.id === id)) ?? false;

/** The feed with posts put in front, newest first; none twice. */
export function prepend(feed: Feed, posts: readonly Status[]): Feed {
  const [first, ...rest] = feed.pages;
  if (first === undefined) return feed;
  const fresh = posts.filter(({ id }) => !hasPost(feed, id));
  if (fresh.length === 0) return feed;
  return { ...feed, pages: [{ ...first, items: [...fresh, ...first.items] }, ...rest] };
}
