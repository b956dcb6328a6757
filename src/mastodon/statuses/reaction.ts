import type { PostView } from '../../community/posts/view.ts';
import type { Result } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { presentStatus, statusSchema } from '../../present/status.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { postParams } from './post-params.ts';

/** An operation of one word on a post, which answers with the post as it is then. */
export const reaction = (
  word: string,
  summary: string,
  act: (deps: Deps, viewer: Viewer, post: ObjectId, at: Instant) => Promise<Result<PostView>>,
): Endpoint =>
  endpoint({
    method: 'post',
    path: `/api/v1/statuses/:id/${word}`,
    summary,
    auth: 'persona',
    scope: 'write',
    params: postParams,
    answers: statusSchema,
    async handle({ caller: { viewer }, params, at }, deps) {
      const done = await act(deps, viewer, params.id, at);
      return done.ok ? { ok: true, value: { body: presentStatus(deps, done.value) } } : done;
    },
  });
