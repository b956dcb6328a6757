import { z } from 'zod';
import { openFile } from '../../community/files/open-file.ts';
import {
  holderOf,
  isHeldBy,
  openTicket,
  sealTicket,
  TICKET_MS,
  ticketEnd,
} from '../../community/files/ticket.ts';
import { absent, ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { fileCookieOf, giveFileCookie } from '../../http/file-cookie.ts';
import { fileResponse } from '../../http/file-response.ts';
import { loadViewer } from '../../store/viewer.ts';
import { BASE, resourceParams } from './resource-json.ts';

const FILES = '/api/privacy/v1/files';
const COOKIE_SECONDS = 24 * 3600;
const bytes = z.unknown().meta({ description: 'The bytes of the file, or of the range that was asked for.' });
const kinds = z.enum(['resource', 'attachment'], 'is resource or attachment');

const downloadResource = endpoint({
  method: 'get',
  path: `${BASE}/:id/download`,
  summary: 'The bytes of a shared file; a running download ends when it may no longer be seen',
  auth: 'viewer',
  scope: 'read',
  params: resourceParams,
  answers: bytes,
  async handle({ caller: { viewer }, params, at, context }, deps) {
    const opened = await openFile(deps, viewer, { kind: 'resource', id: params.id }, 'download', at);
    return opened.ok ? ok({ response: fileResponse(context, deps.files, opened.value, 'saved') }) : opened;
  },
});

const downloadAttachment = endpoint({
  method: 'get',
  path: '/api/privacy/v1/attachments/:id/download',
  summary: 'The bytes of a file that goes with a post',
  auth: 'viewer',
  scope: 'read',
  params: z.object({ id: idSchema.transform((id) => id.toLowerCase()) }),
  answers: bytes,
  async handle({ caller: { viewer }, params, at, context }, deps) {
    const opened = await openFile(deps, viewer, { kind: 'attachment', id: params.id }, 'download', at);
    return opened.ok ? ok({ response: fileResponse(context, deps.files, opened.value, 'saved') }) : opened;
  },
});

const postLink = endpoint({
  method: 'post',
  path: `${FILES}/links`,
  summary: 'A link by which this browser alone can download a file, for a few minutes',
  auth: 'persona',
  scope: 'read',
  body: z.strictObject({ kind: kinds, id: idSchema.transform((id) => id.toLowerCase()) }),
  answers: z.object({ url: z.string(), until: z.string() }),
  async handle({ caller: { viewer }, body, at, context }, deps) {
    const opened = await openFile(deps, viewer, body, 'download', at);
    if (!opened.ok) return opened;
    const secret = fileCookieOf(context) ?? deps.random(24).toString('base64url');
    const until = ticketEnd(at);
    const ticket = sealTicket(deps, {
      network: viewer.network,
      viewer: viewer.actor?.id ?? null,
      file: body,
      part: 'download',
      holder: holderOf(secret),
      until,
    });
    return ok({
      status: 201,
      body: { url: `${deps.publicUrl}${FILES}/${ticket}`, until: new Date(until).toISOString() },
      headers: giveFileCookie(deps, secret, Math.max(COOKIE_SECONDS, TICKET_MS / 1000)),
    });
  },
});

/** Whoever follows a link is decided about as the viewer for whom it was made, as things are then. */
const followLink = endpoint({
  method: 'get',
  path: `${FILES}/:ticket`,
  summary: 'What a link leads to: a picture, or a file for the browser for which the link was made',
  auth: 'nobody',
  params: z.object({ ticket: z.string().max(2000) }),
  answers: bytes,
  async handle({ params, at, context }, deps) {
    const ticket = openTicket(deps, params.ticket, at);
    if (ticket === null || !isHeldBy(ticket, fileCookieOf(context))) return absent;
    const viewer = await loadViewer(deps.store, ticket.network, ticket.viewer);
    if (viewer === null) return absent;
    const opened = await openFile(deps, viewer, ticket.file, ticket.part, at);
    // What may no longer be done is not told to whoever holds a link.
    if (!opened.ok) return absent;
    const as = ticket.part === 'download' ? 'saved' : 'shown';
    return ok({ response: fileResponse(context, deps.files, opened.value, as) });
  },
});

export const fileEndpoints: readonly Endpoint[] = [
  downloadResource,
  downloadAttachment,
  postLink,
  followLink,
];
