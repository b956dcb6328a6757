import { markedPosts } from '../../community/feeds/lists.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { pageOf } from '../../http/pagination.ts';
import { statusesAnswer, statusesPage, statusesQuery } from './statuses-page.ts';

const marked = (mark: 'favourite' | 'bookmark', summary: string): Endpoint =>
  endpoint({
    method: 'get',
    path: `/api/v1/${mark}s`,
    summary,
    auth: 'persona',
    scope: 'read',
    query: statusesQuery,
    answers: statusesAnswer,
    async handle({ caller: { viewer }, query, at, context }, deps) {
      const views = await markedPosts(deps, viewer, mark, pageOf(query), at);
      return ok(statusesPage(deps, context.req.url, views));
    },
  });

export const favourites = marked('favourite', 'Read what one likes');

export const bookmarks = marked('bookmark', 'Read what one has bookmarked');
