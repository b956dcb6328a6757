import { z } from 'zod';
import { ownPost } from '../../community/posts/own-post.ts';
import { absent, ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { postParams } from './post-params.ts';

export const statusSource = endpoint({
  method: 'get',
  path: '/api/v1/statuses/:id/source',
  summary: 'Show the words of a post of one’s own as they were written',
  auth: 'persona',
  scope: 'read',
  params: postParams,
  answers: z.object({ id: z.string(), text: z.string(), spoiler_text: z.string() }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const own = await ownPost(deps, viewer, params.id, at);
    if (own === null) return absent;
    return ok({ body: { id: own.candidate.id, text: own.text ?? '', spoiler_text: own.spoiler } });
  },
});
