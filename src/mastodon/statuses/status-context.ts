import { z } from 'zod';
import { threadOf } from '../../community/posts/context.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatuses, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';

export const statusContext = endpoint({
  method: 'get',
  path: '/api/v1/statuses/:id/context',
  summary: 'Show the thread around a post',
  auth: 'viewer',
  scope: 'read',
  params: postParams,
  answers: z.object({ ancestors: z.array(statusSchema), descendants: z.array(statusSchema) }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const thread = await threadOf(deps, viewer, params.id, at);
    if (!thread.ok) return thread;
    const { above, below } = thread.value;
    const body = { ancestors: presentStatuses(deps, above), descendants: presentStatuses(deps, below) };
    return { ok: true, value: { body } };
  },
});
