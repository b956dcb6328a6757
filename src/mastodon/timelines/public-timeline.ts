import { networkFeed } from '../../community/feeds/network-feed.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { pageOf } from '../../http/pagination.ts';
import { statusesAnswer, statusesPage, statusesQuery } from './statuses-page.ts';

export const publicTimeline = endpoint({
  method: 'get',
  path: '/api/v1/timelines/public',
  summary: 'Read what is new on the network',
  auth: 'viewer',
  scope: 'read',
  query: statusesQuery,
  answers: statusesAnswer,
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const views = await networkFeed(deps, viewer, pageOf(query), at);
    return ok(statusesPage(deps, context.req.url, views));
  },
});
