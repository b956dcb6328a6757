import type { Status } from '../api/types.ts';

/**
 * Posts are kept in many lists at once (feeds, threads, profiles). These two walk whatever the query cache holds and
 * change a post wherever it stands; what has none of it stays the very same object, so that nothing else is drawn anew.
 */

const isPost = (value: object): value is Status => 'content' in value && 'account' in value && 'id' in value;

/** The same data with the post changed wherever it occurs, also inside boosts. */
export function patchPost<T>(data: T, id: string, change: (post: Status) => Status): T {
  return walk(data, (value) => (isPost(value) && value.id === id ? change(value) : value)) as T;
}

/** The same data without the post and its boosts, and without it where it is quoted. */
export function removePost<T>(data: T, id: string): T {
  const gone = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    isPost(value) &&
    (value.id === id || value.reblog?.id === id);
  return walk(data, (value) => {
    if (Array.isArray(value)) return value.some(gone) ? value.filter((item) => !gone(item)) : value;
    return isPost(value) && value.quote?.quoted_status.id === id ? { ...value, quote: null } : value;
  }) as T;
}

function walk(value: unknown, change: (value: object) => object): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => walk(item, change));
    return change(items.some((item, i) => item !== value[i]) ? items : value);
  }
  let changed: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(value)) {
    const after = walk(inner, change);
    if (after !== inner) {
      changed ??= { ...value };
      changed[name] = after;
    }
  }
  return change(changed ?? value);
}
