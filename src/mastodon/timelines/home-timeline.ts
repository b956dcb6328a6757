import { homeFeed } from '../../community/feeds/home.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageOf } from '../../http/pagination.ts';
import { statusesAnswer, statusesPage, statusesQuery } from './statuses-page.ts';

export const homeTimeline = endpoint({
  method: 'get',
  path: '/api/v1/timelines/home',
  summary: 'Read the home feed',
  auth: 'persona',
  scope: 'read',
  query: statusesQuery,
  answers: statusesAnswer,
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const views = await homeFeed(deps, viewer, pageOf(query), at);
    return ok(statusesPage(deps, context.req.url, views));
  },
});
