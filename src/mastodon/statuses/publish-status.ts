import { publishPost } from '../../community/posts/publish.ts';
import { showPost } from '../../community/posts/show.ts';
import { refuse } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { draftOf, newStatusSchema } from './status-input.ts';

const LONGEST_KEY = 200;

export const publishStatus = endpoint({
  method: 'post',
  path: '/api/v1/statuses',
  summary: 'Publish a post to an audience',
  auth: 'persona',
  scope: 'write',
  body: newStatusSchema,
  answers: statusSchema,
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const key = context.req.header('idempotency-key')?.trim() || null;
    if (key !== null && key.length > LONGEST_KEY) {
      return refuse({ kind: 'invalid', says: `The Idempotency-Key is over ${LONGEST_KEY} characters.` });
    }
    const published = await publishPost(deps, viewer, draftOf(body), key, at);
    if (!published.ok) return published;
    const shown = await showPost(deps, viewer, published.value, at);
    return shown.ok ? { ok: true, value: { body: presentStatus(deps, shown.value) } } : shown;
  },
});
