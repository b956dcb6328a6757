import { z } from 'zod';
import { type OwnPost, ownPost } from '../../community/posts/own-post.ts';
import { absent, ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { entityTag } from '../../http/entity-tag.ts';
import { postParams } from './post-params.ts';

const sourceJson = z.object({ id: z.string(), text: z.string(), spoiler_text: z.string() });

/** The words as they were written: what an edit is compared with. */
export const presentSource = (
  id: string,
  { text, spoiler }: Pick<OwnPost, 'text' | 'spoiler'>,
): z.output<typeof sourceJson> => ({ id, text: text ?? '', spoiler_text: spoiler });

export const statusSource = endpoint({
  method: 'get',
  path: '/api/v1/statuses/:id/source',
  summary: 'Show the words of a post of one’s own as they were written',
  auth: 'persona',
  scope: 'read',
  seat: 'as',
  params: postParams,
  answers: sourceJson.extend({ etag: z.string() }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const own = await ownPost(deps, viewer, params.id, at);
    if (own === null) return absent;
    const body = presentSource(own.candidate.id, own);
    const etag = entityTag(body);
    return ok({ body: { ...body, etag }, headers: { ETag: etag } });
  },
});
