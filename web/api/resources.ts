import type { Client } from './client.ts';
import { ApiError } from './http.ts';
import { inSeat } from './organisations.ts';
import type { Account, AudienceJson, Grant, Status } from './types.ts';

const base = '/api/privacy/v1/resources';
const uploads = '/api/privacy/v1/uploads';

export const LABELS = ['public', 'internal', 'confidential', 'trade-secret'] as const;
export type Label = (typeof LABELS)[number];
export type ResourceKind = 'folder' | 'file' | 'link' | 'page' | 'app';

/** Something that is shared besides posts. */
export interface Resource {
  id: string;
  kind: ResourceKind;
  owner: Account | null;
  title: string;
  description: string;
  url: string | null;
  text: string | null;
  label: Label;
  file: {
    name: string;
    media_type: string;
    bytes: number;
    preview_url: string | null;
    picture_url: string | null;
  } | null;
  folders: { id: string; title: string }[];
  created_at: string;
  edited_at: string;
  can: {
    reply: boolean;
    reshare: boolean;
    quote: boolean;
    download: boolean;
    edit: boolean;
    manage: boolean;
  };
  /** Of one that is shown by itself: tells it from what it is after a change. */
  etag?: string;
  /** Whether one has passed it on. */
  reshared: boolean;
  sharing?: 'own' | 'folder';
}

export interface NewResource {
  kind: ResourceKind;
  title: string;
  description?: string;
  url?: string;
  text?: string;
  upload?: string;
  label?: Label;
  folder?: string | null;
  owner?: string;
}

type Where = { folder: string } | { owner: string } | 'shared';

export const listResources = (client: Client, where: Where): Promise<Resource[]> =>
  client.get(base, { query: { limit: 200, ...(where === 'shared' ? {} : where) } });

export const showResource = (client: Client, id: string): Promise<Resource> => client.get(`${base}/${id}`);

export const makeResource = (client: Client, resource: NewResource): Promise<Resource> =>
  client.post(base, resource);

export const changeResource = (
  client: Client,
  id: string,
  change: Partial<Pick<Resource, 'title' | 'description' | 'label' | 'sharing'>> & {
    url?: string;
    text?: string;
    folder?: string | null;
  },
  etag?: string,
): Promise<Resource> =>
  client.patch(`${base}/${id}`, change, etag === undefined ? {} : { headers: { 'if-match': etag } });

export const deleteResource = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/${id}`);

/** What is said of it, oldest first, each below what it answers. */
export const listComments = (client: Client, id: string): Promise<Status[]> =>
  client.get(`${base}/${id}/comments`);

/** Passes it on to one's followers, of whom those see it who may see the resource. */
export const passOn = (client: Client, id: string): Promise<Status> =>
  client.post(`${base}/${id}/reshare`, {});

export const takeBackReshare = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/${id}/reshare`);

export const listSharing = (client: Client, id: string): Promise<Grant[]> =>
  client.get(`${base}/${id}/grants`);

export const shareWith = (
  client: Client,
  id: string,
  grant: { actions: string[]; audience: AudienceJson; until: string | null },
): Promise<Grant> => client.post(`${base}/${id}/grants`, grant);

export const endSharing = (client: Client, id: string, grant: string): Promise<unknown> =>
  client.delete(`${base}/${id}/grants/${grant}`);

export const listOwners = (client: Client): Promise<Account[]> => client.get('/api/privacy/v1/owners');

/** A link by which this browser alone can download it, for some minutes. */
export const linkTo = async (
  client: Client,
  kind: 'resource' | 'attachment',
  id: string,
): Promise<string> => {
  const { url } = await client.post<{ url: string }>('/api/privacy/v1/files/links', { kind, id });
  return new URL(url).pathname;
};

/** Bytes sent at a time: so much is lost at most where a connection breaks. */
const PIECE = 4 * 1024 * 1024;
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000];

interface Upload {
  id: string;
  bytes: number;
  received: number;
}

/**
 * Uploads a file and gives the id of the upload. A connection that breaks is taken up where it broke; what the server
 * refuses is thrown.
 */
export async function uploadFile(
  client: Client,
  file: File,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<string> {
  let upload = await client.post<Upload>(uploads, { name: file.name, bytes: file.size });
  let broken = 0;
  while (upload.received < file.size) {
    signal.throwIfAborted();
    try {
      const piece = file.slice(upload.received, upload.received + PIECE);
      await client.send('PATCH', `${uploads}/${upload.id}`, piece, {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(upload.received),
      });
      upload = { ...upload, received: upload.received + piece.size };
      broken = 0;
    } catch (error) {
      const wait = WAITS_MS[broken++];
      if ((error instanceof ApiError && error.status !== 409) || wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      upload = await client.get<Upload>(`${uploads}/${upload.id}`).catch(() => upload);
    }
    onProgress(upload.received);
  }
  return upload.id;
}

/** A file that is to go with a post or a message. */
export interface Attached {
  id: string;
  type: 'image' | 'unknown';
  url: string;
  preview_url: string | null;
  description: string | null;
  waxseal: { name: string; media_type: string; bytes: number };
}

export async function attachFile(client: Client, file: File, seat?: string): Promise<Attached> {
  const form = new FormData();
  form.append('file', file);
  return (await client.send('POST', '/api/v2/media', form, inSeat(seat))).json();
}

export const describeAttached = (
  client: Client,
  id: string,
  description: string,
  seat?: string,
): Promise<Attached> => client.put(`/api/v1/media/${id}`, { description }, { headers: inSeat(seat) });
