import { z } from 'zod';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import { describeAudiences } from '../../community/audiences/describe-audience.ts';
import {
  audienceOfPost,
  changePostAudience,
  type PostAudience,
} from '../../community/posts/change-audience.ts';
import { ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema, type Reply } from '../../http/endpoint.ts';
import { entityTag, matches } from '../../http/entity-tag.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const path = '/api/privacy/v1/posts/:id/audience';
const params = z.object({ id: idSchema.transform((id) => id.toLowerCase() as ObjectId) });
const answers = z.object({
  audience: audienceJsonSchema,
  audience_text: z.string(),
  actions: z.array(z.string()),
  etag: z.string(),
});

const tagged = ({ audience, actions }: PostAudience) => ({ audience: audienceJson(audience), actions });
const tagOf = (found: PostAudience): string => entityTag(tagged(found));

async function present(
  deps: Deps,
  viewer: Viewer,
  found: Result<PostAudience>,
  at: Instant,
): Promise<Result<Reply>> {
  if (!found.ok) return found;
  const { audience, actions } = found.value;
  const [text] = await describeAudiences(deps, viewer, [audience], at);
  const etag = tagOf(found.value);
  return ok({
    body: { audience: audienceJson(audience), audience_text: text ?? '', actions, etag },
    headers: { ETag: etag },
  });
}

const show = endpoint({
  method: 'get',
  path,
  summary: 'Whom a post of one’s own is for',
  auth: 'persona',
  scope: 'read',
  seat: 'as',
  params,
  answers,
  async handle({ caller: { viewer }, params: { id }, at }, deps) {
    return present(deps, viewer, await audienceOfPost(deps, viewer, id, at), at);
  },
});

const change = endpoint({
  method: 'put',
  path,
  summary: 'Narrow or widen whom a post of one’s own is for; If-Match is heeded',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params,
  body: z.object({
    audience: audienceJsonSchema.refine(
      (value) => value !== undefined && value !== null,
      'say whom it is for',
    ),
    reshare: z.boolean('is true or false').optional(),
  }),
  answers,
  async handle({ caller: { viewer }, params: { id }, body, at, context }, deps) {
    const isExpected = (now: PostAudience) => matches(context, tagged(now));
    const said = { audience: body.audience, reshare: body.reshare ?? null };
    return present(deps, viewer, await changePostAudience(deps, viewer, id, said, isExpected, at), at);
  },
});

/** Whom posts are for. */
export const postAudienceEndpoints: readonly Endpoint[] = [show, change];
