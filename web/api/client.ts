import { ApiError, json, type Page, page, type RequestOptions, request } from './http.ts';
import { forgetToken, tokenFor } from './token.ts';

type Options = Omit<RequestOptions, 'token' | 'body'>;

/** Speaks for one persona. Its id is the first part of every query's key, so that nothing is shared between two. */
export interface Client {
  readonly persona: string;
  get<T>(path: string, options?: Options): Promise<T>;
  page<T>(path: string, options?: Options): Promise<Page<T>>;
  post<T>(path: string, body?: unknown, options?: Options): Promise<T>;
  put<T>(path: string, body?: unknown, options?: Options): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: Options): Promise<T>;
  delete<T>(path: string, options?: Options): Promise<T>;
  /** Sends bytes or a form as they stand. */
  send(
    method: string,
    path: string,
    body: Blob | FormData,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** The bare answer, such as of a stream. */
  open(path: string, signal: AbortSignal): Promise<Response>;
}

const clients = new Map<string, Client>();

export function clientFor(persona: string): Client {
  const known = clients.get(persona);
  if (known !== undefined) return known;
  const made = createClient(persona);
  clients.set(persona, made);
  return made;
}

function createClient(persona: string): Client {
  const send = async (method: string, path: string, options: RequestOptions = {}): Promise<Response> => {
    try {
      return await request(method, path, { ...options, token: await tokenFor(persona) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      // The token was revoked or has gone with a restart; the session may still be good for another.
      forgetToken(persona);
      return request(method, path, { ...options, token: await tokenFor(persona) });
    }
  };
  return {
    persona,
    get: async (path, options) => json(await send('GET', path, options)),
    page: async (path, options) => page(await send('GET', path, options)),
    post: async (path, body, options) => json(await send('POST', path, { ...options, body: body ?? {} })),
    put: async (path, body, options) => json(await send('PUT', path, { ...options, body: body ?? {} })),
    patch: async (path, body, options) => json(await send('PATCH', path, { ...options, body: body ?? {} })),
    delete: async (path, options) => json(await send('DELETE', path, options)),
    send: (method, path, body, headers) => send(method, path, { body, ...(headers && { headers }) }),
    open: (path, signal) => send('GET', path, { signal, headers: { accept: 'text/event-stream' } }),
  };
}
