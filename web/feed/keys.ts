import type { PostList } from '../api/posts.ts';

/** The key of a list of posts, as the persona sees it. */
export const feedKey = (persona: string, list: PostList) => [persona, 'posts', list] as const;

export const homeKey = (persona: string) => feedKey(persona, { of: 'home' });

/** Posts that have come in by the stream and wait to be shown. */
export const waitingKey = (persona: string) => [persona, 'waiting'] as const;
