import { showPost } from '../../community/posts/show.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';

export const showStatus = endpoint({
  method: 'get',
  path: '/api/v1/statuses/:id',
  summary: 'Show a post',
  auth: 'viewer',
  scope: 'read',
  seat: 'as',
  params: postParams,
  answers: statusSchema,
  async handle({ caller: { viewer }, params, at }, deps) {
    const shown = await showPost(deps, viewer, params.id, at);
    return shown.ok ? { ok: true, value: { body: presentStatus(deps, shown.value) } } : shown;
  },
});
