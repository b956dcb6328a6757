import { editPost } from '../../community/posts/edit.ts';
import { endpoint } from '../../http/endpoint.ts';
import { matches } from '../../http/entity-tag.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import { postParams } from './post-params.ts';
import { wordsOf, wordsSchema } from './status-input.ts';
import { presentSource } from './status-source.ts';

export const editStatus = endpoint({
  method: 'put',
  path: '/api/v1/statuses/:id',
  summary: 'Change the words of a post of one’s own; If-Match with the tag of its source is heeded',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params: postParams,
  body: wordsSchema,
  answers: statusSchema,
  async handle({ caller: { viewer, seat }, params, body, at, context }, deps) {
    const isExpected = (now: Parameters<typeof presentSource>[1]) =>
      matches(context, presentSource(params.id, now));
    const edited = await editPost(deps, viewer, params.id, wordsOf(body), isExpected, at, seat);
    return edited.ok ? { ok: true, value: { body: presentStatus(deps, edited.value) } } : edited;
  },
});
