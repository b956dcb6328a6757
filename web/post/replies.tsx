import type { ReactNode } from 'react';
import type { Status } from '../api/types.ts';
import { Post } from './post.tsx';
import { inReadingOrder } from './thread.ts';

/** Deeper replies stand as far in as this, so that a phone has room for them. */
const DEEPEST = 4;

/** What answers a post or a resource, each below what it answers. */
export function Replies({ root, posts }: { root: string; posts: readonly Status[] }): ReactNode {
  if (posts.length === 0) return null;
  return (
    <ol className="posts replies">
      {inReadingOrder(root, posts).map((reply) => (
        <li key={reply.post.id} className={`reply-depth-${Math.min(reply.depth, DEEPEST)}`}>
          <Post post={reply.post} level={3} />
        </li>
      ))}
    </ol>
  );
}
