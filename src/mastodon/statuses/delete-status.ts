import { deletePost } from '../../community/posts/delete.ts';
import { endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';

export const deleteStatus = endpoint({
  method: 'delete',
  path: '/api/v1/statuses/:id',
  summary: 'Delete a post of one’s own',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params: postParams,
  answers: statusSchema,
  async handle({ caller: { viewer }, params, at }, deps) {
    const deleted = await deletePost(deps, viewer, params.id, at);
    if (!deleted.ok) return deleted;
    // Mastodon gives the words as well, so that a client can offer them again.
    const body = { ...presentStatus(deps, deleted.value), text: deleted.value.text };
    return { ok: true, value: { body } };
  },
});
