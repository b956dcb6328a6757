import { z } from 'zod';
import { clearNotices, dismissNotice } from '../../community/notifications/dismiss.ts';
import { noticeOf, noticesPage } from '../../community/notifications/list.ts';
import { NOTIFICATION_KINDS } from '../../community/notifications/notify.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import { notificationSchema, presentNotification } from '../../present/notification.ts';

const manyWords = z
  .union([z.string().transform((word) => [word]), z.array(z.string()).max(50, 'are too many')])
  .optional();
const params = z.object({ id: idSchema });

const list = endpoint({
  method: 'get',
  path: '/api/v1/notifications',
  summary: 'List what happened to oneself',
  auth: 'persona',
  scope: 'read',
  query: pageQuery(80, 40).extend({ types: manyWords, exclude_types: manyWords }),
  answers: z.array(notificationSchema),
  async handle({ caller: { viewer }, query, at, context }, deps) {
    const kinds = NOTIFICATION_KINDS.filter(
      (kind) => query.types?.includes(kind) !== false && query.exclude_types?.includes(kind) !== true,
    );
    const notices = await noticesPage(deps, viewer, pageOf(query), kinds, at);
    return ok({
      body: notices.map((notice) => presentNotification(deps, notice)),
      headers: linkHeader(
        context.req.url,
        notices.map(({ id }) => id),
      ),
    });
  },
});

const show = endpoint({
  method: 'get',
  path: '/api/v1/notifications/:id',
  summary: 'Show one thing that happened to oneself',
  auth: 'persona',
  scope: 'read',
  params,
  answers: notificationSchema,
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    const notice = await noticeOf(deps, viewer, id, at);
    return notice === null ? absent : ok({ body: presentNotification(deps, notice) });
  },
});

const clear = endpoint({
  method: 'post',
  path: '/api/v1/notifications/clear',
  summary: 'Put all notifications away',
  auth: 'persona',
  scope: 'write',
  answers: z.object({}),
  async handle({ caller: { viewer } }, deps) {
    await clearNotices(deps, viewer);
    return ok({ body: {} });
  },
});

const dismiss = endpoint({
  method: 'post',
  path: '/api/v1/notifications/:id/dismiss',
  summary: 'Put a notification away',
  auth: 'persona',
  scope: 'write',
  params,
  answers: z.object({}),
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    const dismissed = await dismissNotice(deps, viewer, id, at);
    return dismissed.ok ? ok({ body: {} }) : dismissed;
  },
});

/** What happened to oneself. */
export const notificationEndpoints: readonly Endpoint[] = [list, show, clear, dismiss];
