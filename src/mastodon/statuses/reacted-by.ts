import { z } from 'zod';
import type { FeedPage } from '../../community/feeds/page.ts';
import { type Reaction, whoBoosted, whoFavourited } from '../../community/posts/who-reacted.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { presentAccounts } from '../../present/account.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { postParams } from './post-params.ts';

const reactedBy = (
  word: string,
  summary: string,
  list: (
    deps: Deps,
    viewer: Viewer,
    post: ObjectId,
    page: FeedPage,
    at: Instant,
  ) => Promise<Result<Reaction[]>>,
): Endpoint =>
  endpoint({
    method: 'get',
    path: `/api/v1/statuses/:id/${word}`,
    summary,
    auth: 'viewer',
    scope: 'read',
    params: postParams,
    query: pageQuery(80, 40),
    answers: z.array(z.looseObject({ id: z.string(), acct: z.string() })),
    async handle({ caller: { viewer }, params, query, at, context }, deps) {
      const found = await list(deps, viewer, params.id, pageOf(query), at);
      if (!found.ok) return found;
      const ids = found.value.map(({ actor }) => actor);
      const accounts = await presentAccounts(deps, viewer, ids, at);
      const cursors = found.value.map(({ cursor }) => cursor);
      return ok({
        body: ids.flatMap((id) => accounts.get(id) ?? []),
        headers: linkHeader(context.req.url, cursors),
      });
    },
  });

export const favouritedBy = reactedBy('favourited_by', 'List who likes a post', whoFavourited);

export const rebloggedBy = reactedBy('reblogged_by', 'List who boosted a post', whoBoosted);
