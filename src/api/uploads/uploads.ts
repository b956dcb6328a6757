import { z } from 'zod';
import { receive } from '../../community/uploads/receive.ts';
import {
  beginUpload,
  endUpload,
  findUpload,
  newUploadSchema,
  type Upload,
} from '../../community/uploads/upload.ts';
import { ok, refuse } from '../../core/result.ts';
import { bodyBytes } from '../../http/body-bytes.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { idParams } from '../actor-params.ts';

/** Uploads that can be broken off and resumed, with the headers of tus 1.0 (https://tus.io/protocols/resumable-upload). */
export const UPLOADS = '/api/privacy/v1/uploads';

const uploadJson = z.object({ id: z.string(), name: z.string(), bytes: z.int(), received: z.int() });

const presentUpload = ({ id, name, bytes, received }: Upload): z.output<typeof uploadJson> => ({
  id,
  name,
  bytes,
  received,
});

const headersOf = ({ bytes, received }: Upload): Record<string, string> => ({
  'Tus-Resumable': '1.0.0',
  'Upload-Offset': String(received),
  'Upload-Length': String(bytes),
});

const postUpload = endpoint({
  method: 'post',
  path: UPLOADS,
  summary: 'Begin an upload of so many bytes, up to 1 GiB; it can be resumed for a day',
  auth: 'persona',
  scope: 'write',
  body: newUploadSchema,
  answers: uploadJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const begun = await beginUpload(deps, viewer, body, at);
    if (!begun.ok) return begun;
    const headers = { ...headersOf(begun.value), Location: `${deps.publicUrl}${UPLOADS}/${begun.value.id}` };
    return ok({ status: 201, body: presentUpload(begun.value), headers });
  },
});

const getUpload = endpoint({
  method: 'get',
  path: `${UPLOADS}/:id`,
  summary: 'How much of an upload is here for good: from there it goes on',
  auth: 'persona',
  scope: 'write',
  params: idParams,
  answers: uploadJson,
  async handle({ caller: { viewer }, params }, deps) {
    const found = await findUpload(deps, viewer, params.id);
    return found.ok ? ok({ body: presentUpload(found.value), headers: headersOf(found.value) }) : found;
  },
});

const patchUpload = endpoint({
  method: 'patch',
  path: `${UPLOADS}/:id`,
  summary: 'Add bytes from `Upload-Offset` on; what is acknowledged is on the disk for good',
  auth: 'persona',
  scope: 'write',
  params: idParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at, context }, deps) {
    const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/offset+octet-stream') {
      return refuse({ kind: 'invalid', says: 'Send the bytes as application/offset+octet-stream.' });
    }
    const offset = context.req.header('upload-offset') ?? '';
    if (!/^\d{1,15}$/.test(offset)) {
      return refuse({ kind: 'invalid', field: 'Upload-Offset', says: 'is needed: how many bytes are here' });
    }
    const added = await receive(deps, viewer, params.id, Number(offset), bodyBytes(context), at);
    return added.ok ? ok({ status: 204, headers: headersOf(added.value) }) : added;
  },
});

const deleteUpload = endpoint({
  method: 'delete',
  path: `${UPLOADS}/:id`,
  summary: 'Give an upload up',
  auth: 'persona',
  scope: 'write',
  params: idParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params }, deps) {
    const ended = await endUpload(deps, viewer, params.id);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

export const uploadEndpoints: readonly Endpoint[] = [postUpload, getUpload, patchUpload, deleteUpload];
