import { editPost } from '../../community/posts/edit.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';
import { wordsOf, wordsSchema } from './status-input.ts';

export const editStatus = endpoint({
  method: 'put',
  path: '/api/v1/statuses/:id',
  summary: 'Change the words of a post of one’s own',
  auth: 'persona',
  scope: 'write',
  params: postParams,
  body: wordsSchema,
  answers: statusSchema,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const edited = await editPost(deps, viewer, params.id, wordsOf(body), at);
    return edited.ok ? { ok: true, value: { body: presentStatus(deps, edited.value) } } : edited;
  },
});
