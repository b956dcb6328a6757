import { z } from 'zod';
import { postsOfActor } from '../../community/feeds/lists.ts';
import { ok } from '../../core/result.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import { pageOf } from '../../http/pagination.ts';
import type { ActorId } from '../../privacy/words.ts';
import { flag } from '../statuses/status-input.ts';
import { statusesAnswer, statusesPage, statusesQuery } from './statuses-page.ts';

const off = flag.default(false);

export const accountStatuses = endpoint({
  method: 'get',
  path: '/api/v1/accounts/:id/statuses',
  summary: 'Read what an account posted, as far as one may see it',
  auth: 'viewer',
  scope: 'read',
  params: z.object({ id: idSchema.transform((id) => id.toLowerCase() as ActorId) }),
  query: statusesQuery.extend({
    exclude_replies: off,
    exclude_reblogs: off,
    only_media: off,
    pinned: off,
    tagged: z.string().max(200).optional(),
  }),
  answers: statusesAnswer,
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    // Nothing here is pinned, or has pictures.
    if (query.pinned || query.only_media) return ok({ body: [] });
    const of = {
      replies: !query.exclude_replies,
      boosts: !query.exclude_reblogs,
      tag: query.tagged?.replace(/^#/, '') || null,
    };
    const views = await postsOfActor(deps, viewer, params.id, of, pageOf(query), at);
    return views.ok ? ok(statusesPage(deps, context.req.url, views.value)) : views;
  },
});
