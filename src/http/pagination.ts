import { z } from 'zod';
import type { ObjectId } from '../privacy/words.ts';
import { idSchema } from './endpoint.ts';

/** Mastodon's parameters of a page: ids, newest first. */
export const pageQuery = (most: number, usual: number) =>
  z.object({
    limit: z.coerce
      .number('must be a number')
      .int()
      .min(1)

      .default(usual)
      .transform((n) => Math.min(n, most)),
    max_id: idSchema.optional(),
    since_id: idSchema.optional(),
    min_id: idSchema.optional(),
  });

export interface PageOf {
  readonly limit: number;
  readonly before: ObjectId | null;
  readonly since: ObjectId | null;
  readonly after: ObjectId | null;
}

export const pageOf = (query: z.output<ReturnType<typeof pageQuery>>): PageOf => ({
  limit: query.limit,
  before: (query.max_id ?? null) as ObjectId | null,
  since: (query.since_id ?? null) as ObjectId | null,
  after: (query.min_id ?? null) as ObjectId | null,
});

/**
 * The `Link` header (RFC 8288) to the pages before and after; cursors are ids of what the viewer was shown.
 * @param url of the request
 */
export function linkHeader(url: string, ids: readonly string[]): Record<string, string> {
  const first = ids[0];
  const last = ids.at(-1);
  if (first === undefined || last === undefined) return {};
  const link = (name: string, id: string, rel: string): string => {
    const to = new URL(url);
    for (const cursor of ['max_id', 'since_id', 'min_id']) to.searchParams.delete(cursor);
    to.searchParams.set(name, id);
    return `<${to.href}>; rel="${rel}"`;
  };
  return { Link: `${link('max_id', last, 'next')}, ${link('min_id', first, 'prev')}` };
}
