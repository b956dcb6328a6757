import type { Status } from '../api/types.ts';

export interface Reply {
  readonly post: Status;
  /** How deep below the post that the page is about: 1 for a direct reply. */
  readonly depth: number;
}

/** The replies in reading order, each right below what it answers; one whose parent isn't shown counts as direct. */
export function inReadingOrder(root: string, descendants: readonly Status[]): Reply[] {
  const known = new Set(descendants.map(({ id }) => id));
  const below = new Map<string, Status[]>();
  for (const post of descendants) {
    const parent = post.in_reply_to_id;
    const under = parent !== null && known.has(parent) ? parent : root;
    below.set(under, [...(below.get(under) ?? []), post]);
  }
  const walk = (under: string, depth: number): Reply[] =>
    (below.get(under) ?? []).flatMap((post) => [{ post, depth }, ...walk(post.id, depth + 1)]);
  return walk(root, 1);
}
