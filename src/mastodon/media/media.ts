import { z } from 'zod';
import {
  addAttachment,
  describeAttachment,
  findAttachment,
  LONGEST_ALT_TEXT,
} from '../../community/attachments/attachment.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema, type Reply } from '../../http/endpoint.ts';
import { readFileForm } from '../../http/file-form.ts';
import { attachmentSchema, presentAttachment } from '../../present/attachment.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

const params = z.object({ id: idSchema.transform((id) => id.toLowerCase()) });
const description = z
  .string('is no text')
  .max(LONGEST_ALT_TEXT, `has ${LONGEST_ALT_TEXT} characters at most`);

async function present(deps: Deps, viewer: Viewer, id: string, at: Instant): Promise<Result<Reply>> {
  const found = await findAttachment(deps, viewer, id);
  if (!found.ok) return found;
  const to = { network: viewer.network, viewer: viewer.actor?.id ?? null, at };
  return ok({ body: presentAttachment(deps, found.value, to) });
}

/** Both versions: what is uploaded is ready when it is answered. */
const postMedia = (version: 'v1' | 'v2') =>
  endpoint({
    method: 'post',
    path: `/api/${version}/media`,
    summary: 'Upload a file that is to go with a post, as the part `file` of a form',
    auth: 'persona',
    scope: 'write',
    seat: 'as',
    answers: attachmentSchema,
    async handle({ caller: { viewer, seat }, at, context }, deps) {
      const form = await readFileForm(context, 'file', (file) => addAttachment(deps, viewer, file, at, seat));
      if (!form.ok) return form;
      const { taken, fields } = form.value;
      if (taken === null) return refuse({ kind: 'invalid', field: 'file', says: 'is needed' });
      if (!taken.ok) return taken;
      const words = description.safeParse((fields.description ?? '').replaceAll('\u0000', ''));
      if (!words.success || !words.data.isWellFormed()) {
        return refuse({ kind: 'invalid', field: 'description', says: 'is no text, or too long' });
      }
      if (words.data !== '') await describeAttachment(deps, viewer, taken.value, words.data);
      return present(deps, viewer, taken.value, at);
    },
  });

const getMedia = endpoint({
  method: 'get',
  path: '/api/v1/media/:id',
  summary: 'A file of one’s own that goes with a post, or will',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params,
  answers: attachmentSchema,
  handle: ({ caller: { viewer }, params: { id }, at }, deps) => present(deps, viewer, id, at),
});

const putMedia = endpoint({
  method: 'put',
  path: '/api/v1/media/:id',
  summary: 'Say in words what is to be seen on a picture',
  auth: 'persona',
  scope: 'write',
  seat: 'as',
  params,
  body: z.object({ description: description.nullish(), focus: z.unknown().optional() }),
  answers: attachmentSchema,
  async handle({ caller: { viewer }, params: { id }, body, at }, deps) {
    const described = await describeAttachment(deps, viewer, id, body.description ?? '');
    return described.ok ? present(deps, viewer, id, at) : described;
  },
});

export const mediaEndpoints: readonly Endpoint[] = [postMedia('v1'), postMedia('v2'), getMedia, putMedia];
