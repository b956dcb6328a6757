import { publishPost } from '../../community/posts/publish.ts';
import { showPost } from '../../community/posts/show.ts';
import { endpoint } from '../../http/endpoint.ts';
import { idempotencyKey } from '../../http/idempotency-key.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { draftOf, newStatusSchema } from './status-input.ts';

export const publishStatus = endpoint({
  method: 'post',
  path: '/api/v1/statuses',
  summary: 'Publish a post to an audience',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  body: newStatusSchema,
  answers: statusSchema,
  async handle({ caller: { viewer, seat }, body, at, context }, deps) {
    const key = idempotencyKey(context);
    if (!key.ok) return key;
    const published = await publishPost(deps, viewer, draftOf(body), key.value, at, seat?.id);
    if (!published.ok) return published;
    const shown = await showPost(deps, viewer, published.value, at);
    return shown.ok ? { ok: true, value: { body: presentStatus(deps, shown.value) } } : shown;
  },
});
