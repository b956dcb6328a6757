import type { Hono } from 'hono';

/** The sample is made as a member would make it: through the server's own API, so that no rule is passed by. */
export interface DemoClient {
  call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    auth?: { token?: string; cookie?: string },
  ): Promise<T>;
  /** Signs up (or sets the server up), and gives the session's cookie beside the answer. */
  signUp<T = unknown>(path: string, body: unknown): Promise<{ cookie: string; answer: T }>;
}

export function demoClient(app: Hono, publicUrl: string): DemoClient {
  const origin = new URL(publicUrl);
  const send = (method: string, path: string, body: unknown, auth: { token?: string; cookie?: string }) =>
    app.request(path, {
      method,
      headers: {
        host: origin.host,
        origin: origin.origin,
        'content-type': 'application/json',
        ...(auth.token === undefined ? {} : { authorization: `Bearer ${auth.token}` }),
        ...(auth.cookie === undefined ? {} : { cookie: auth.cookie }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    async call<T>(
      method: string,
      path: string,
      body?: unknown,
      auth: { token?: string; cookie?: string } = {},
    ) {
      const response = await send(method, path, body, auth);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === '' ? null : JSON.parse(text)) as T;
    },
    async signUp<T>(path: string, body: unknown) {
      const response = await send('POST', path, body, {});
      const cookie = response.headers.get('set-cookie')?.split(';')[0];
      const text = await response.text();
      if (!response.ok || cookie === undefined) throw new Error(`${path}: ${response.status} ${text}`);
      return { cookie, answer: JSON.parse(text) as T };
    },
  };
}
