import { postsInSpace } from '../../community/feeds/lists.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import { actorParams } from '../actor-params.ts';

export const spacePosts = endpoint({
  method: 'get',
  path: '/api/privacy/v1/spaces/:id/posts',
  summary: 'Read what was posted in a space, as far as one may see it',
  auth: 'viewer',
  scope: 'read',
  params: actorParams,
  query: pageQuery(40, 20),
  answers: statusSchema.array(),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const views = await postsInSpace(deps, viewer, params.id, pageOf(query), at);
    if (!views.ok) return views;
    const ids = views.value.map((view) => view.id);
    return ok({ body: presentStatuses(deps, views.value), headers: linkHeader(context.req.url, ids) });
  },
});
