import { boostPost } from '../../community/posts/boost.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';
import { reachSchema } from './status-input.ts';

export const reblogStatus = endpoint({
  method: 'post',
  path: '/api/v1/statuses/:id/reblog',
  summary: 'Boost a post',
  auth: 'persona',
  scope: 'write',
  params: postParams,
  body: reachSchema,
  answers: statusSchema,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const said = {
      visibility: body.visibility ?? null,
      ...(body.audience === undefined || body.audience === null ? {} : { audience: body.audience }),
    };
    const boosted = await boostPost(deps, viewer, params.id, said, at);
    return boosted.ok ? { ok: true, value: { body: presentStatus(deps, boosted.value) } } : boosted;
  },
});
