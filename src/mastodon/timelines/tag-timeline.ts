import { z } from 'zod';
import { postsWithTag } from '../../community/feeds/lists.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageOf } from '../../http/pagination.ts';
import { statusesAnswer, statusesPage, statusesQuery } from './statuses-page.ts';

export const tagTimeline = endpoint({
  method: 'get',
  path: '/api/v1/timelines/tag/:hashtag',
  summary: 'Read what has a hashtag',
  auth: 'viewer',
  scope: 'read',
  params: z.object({ hashtag: z.string().min(1).max(200) }),
  query: statusesQuery,
  answers: statusesAnswer,
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const views = await postsWithTag(deps, viewer, params.hashtag, pageOf(query), at);
    return ok(statusesPage(deps, context.req.url, views));
  },
});
