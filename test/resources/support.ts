import type { TestApp } from '../support/app.ts';
import { answerOf, type TestPersona } from '../support/people.ts';

export const RESOURCES = '/api/privacy/v1/resources';
export const UPLOADS = '/api/privacy/v1/uploads';

export interface Shared {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly label: string;
  readonly sharing?: string;
  readonly owner: { readonly id: string } | null;
  readonly folders: readonly { readonly id: string; readonly title: string }[];
  readonly file: {
    readonly media_type: string;
    readonly bytes: number;
    readonly preview_url: string | null;
  } | null;
  readonly can: { readonly download: boolean; readonly edit: boolean; readonly manage: boolean };
}

/** Makes something to share. */
export const share = async (app: TestApp, who: TestPersona, body: object, status = 201): Promise<Shared> =>
  (await answerOf(await app.request('POST', RESOURCES, { token: who.token, body }), status)) as Shared;

export const folder = (app: TestApp, who: TestPersona, title: string, more: object = {}): Promise<Shared> =>
  share(app, who, { kind: 'folder', title, ...more });

/** Grants something on it. */
export const grant = async (
  app: TestApp,
  who: TestPersona,
  id: string,
  actions: readonly string[],
  audience: object,
  more: object = {},
): Promise<{ id: string }> =>
  (await answerOf(
    await app.request('POST', `${RESOURCES}/${id}/grants`, {
      token: who.token,
      body: { actions, audience, ...more },
    }),
    201,
  )) as { id: string };

/** Sends bytes to an upload. */
export const append = (
  app: TestApp,
  who: TestPersona,
  id: string,
  offset: number,
  bytes: Uint8Array | ReadableStream<Uint8Array>,
): Promise<Response> =>
  Promise.resolve(
    app.router.request(`${UPLOADS}/${id}`, {
      method: 'PATCH',
      headers: {
        host: 'localhost:8080',
        authorization: `Bearer ${who.token}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: bytes,
      duplex: 'half',
    } as RequestInit),
  );

/** Begins an upload. */
export const begin = async (app: TestApp, who: TestPersona, name: string, bytes: number): Promise<string> =>
  (
    (await answerOf(
      await app.request('POST', UPLOADS, { token: who.token, body: { name, bytes } }),
      201,
    )) as { id: string }
  ).id;

/** Uploads bytes, and shares them as a file. */
export async function file(
  app: TestApp,
  who: TestPersona,
  name: string,
  bytes: Uint8Array,
  more: object = {},
): Promise<Shared> {
  const upload = await begin(app, who, name, bytes.length);
  await answerOf(await append(app, who, upload, 0, bytes), 204);
  return share(app, who, { kind: 'file', title: name, upload, ...more });
}

export const download = (app: TestApp, who: TestPersona, id: string, headers: Record<string, string> = {}) =>
  app.request('GET', `${RESOURCES}/${id}/download`, { token: who.token, headers });

export const listed = async (app: TestApp, who: TestPersona, query: string): Promise<string[]> =>
  (
    (await answerOf(await app.request('GET', `${RESOURCES}${query}`, { token: who.token }), 200)) as Shared[]
  ).map(({ title }) => title);
