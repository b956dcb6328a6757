import type { PostDeed } from '../api/posts.ts';
import type { Status } from '../api/types.ts';

/** The post as it will look once the deed is done. */
export function expected(post: Status, deed: PostDeed): Status {
  switch (deed) {
    case 'favourite':
      return { ...post, favourited: true, favourites_count: post.favourites_count + 1 };
    case 'unfavourite':
      return { ...post, favourited: false, favourites_count: Math.max(0, post.favourites_count - 1) };
    case 'reblog':
      return { ...post, reblogged: true, reblogs_count: post.reblogs_count + 1 };
    case 'unreblog':
      return { ...post, reblogged: false, reblogs_count: Math.max(0, post.reblogs_count - 1) };
    case 'bookmark':
      return { ...post, bookmarked: true };
    case 'unbookmark':
      return { ...post, bookmarked: false };
  }
}
