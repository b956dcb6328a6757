import assert from 'node:assert/strict';
import type { TestApp } from './app.ts';

/**
 * People for tests, made through the HTTP API as anybody would make them. The first network of an app is made by its
 * set-up; later ones by the same account, which may found networks.
 */
export interface TestNetwork {
  readonly slug: string;
  readonly id: string;
  /** The founder, who administers it. */
  readonly admin: TestPersona;
}

export interface TestPersona {
  readonly id: string;
  readonly handle: string;
  /** A bearer token with every scope. */
  readonly token: string;
  /** The account's session, for `sessionHeaders`. */
  readonly cookie: string;
  readonly network: string;
  readonly state: 'member' | 'waiting';
}

export const PASSWORD = 'correct horse battery';

/** What a browser on our own page sends with a session. */
export const sessionHeaders = (cookie: string): Record<string, string> => ({
  cookie: `waxseal_session=${cookie}`,
  'sec-fetch-site': 'same-origin',
});

const founders = new WeakMap<TestApp, string>();

/** A network with the given short name, open to all unless `rules` say otherwise. */
export async function makeNetwork(
  app: TestApp,
  given: {
    slug?: string;
    kind?: string;
    rules?: Record<string, unknown>;
    domain?: string;
    admin?: string;
  } = {},
): Promise<TestNetwork> {
  const { slug = 'acme', kind = 'open', rules = {}, admin = 'boss', domain } = given;
  const network = {
    slug,
    title: `Network ${slug}`,
    kind,
    rules: { personas_per_account: 5, ...rules },
    ...(domain === undefined ? {} : { domain }),
  };
  const persona = { handle: admin, display_name: `Persona ${admin}` };
  const known = founders.get(app);
  const response =
    known === undefined
      ? await app.request('POST', '/api/privacy/v1/setup', {
          body: { email: 'founder@example.org', password: PASSWORD, network, persona },
        })
      : await app.request('POST', '/api/privacy/v1/networks', {
          body: { ...network, persona },
          headers: sessionHeaders(known),
        });
  const made = (await answerOf(response, 201)) as { network: { id: string }; persona: { id: string } };
  const cookie = known ?? cookieOf(response);
  founders.set(app, cookie);
  const token = await makeToken(app, cookie, made.persona.id);
  return {
    slug,
    id: made.network.id,
    admin: { id: made.persona.id, handle: admin, token, cookie, network: slug, state: 'member' },
  };
}

/** An account of its own, signed in: gives its cookie. */
export async function makeAccount(app: TestApp, email: string, password = PASSWORD): Promise<string> {
  const response = await app.request('POST', '/api/privacy/v1/accounts', { body: { email, password } });
  await answerOf(response, 201);
  return cookieOf(response);
}

/**
 * A persona on the network, of an account of its own unless a cookie is given.
 * @param options fields of POST personas, such as `presence`, `attributes`, `naming`, `invite`
 */
export async function makePersona(
  app: TestApp,
  network: string | TestNetwork,
  handle: string,
  { cookie: given, ...options }: { cookie?: string } & Record<string, unknown> = {},
): Promise<TestPersona> {
  const slug = typeof network === 'string' ? network : network.slug;
  const cookie = given ?? (await makeAccount(app, `${handle}-${slug}@example.org`));
  const response = await app.request('POST', '/api/privacy/v1/personas', {
    body: { network: slug, handle, display_name: `Persona ${handle}`, ...options },
    headers: sessionHeaders(cookie),
  });
  const made = (await answerOf(response, 201)) as { id: string; state: 'member' | 'waiting' };
  const token = await makeToken(app, cookie, made.id);
  return { id: made.id, handle, token, cookie, network: slug, state: made.state };
}

/** A bearer token for one of the account's personas. */
export async function makeToken(app: TestApp, cookie: string, persona: string): Promise<string> {
  const response = await app.request('POST', '/api/privacy/v1/session/token', {
    body: { persona },
    headers: sessionHeaders(cookie),
  });
  return ((await answerOf(response, 200)) as { access_token: string }).access_token;
}

/** Connects two personas: one asks, the other approves. */
export async function connect(app: TestApp, one: TestPersona, other: TestPersona): Promise<void> {
  const asked = await app.request('POST', '/api/privacy/v1/connections/requests', {
    token: one.token,
    body: { to: other.id },
  });
  assert.ok(asked.ok, await asked.clone().text());
  const requests = (await answerOf(
    await app.request('GET', '/api/privacy/v1/connections/requests', { token: other.token }),
    200,
  )) as { id: string; from: { id: string } }[];
  const request = requests.find(({ from }) => from.id === one.id);
  assert.ok(request, 'the request to connect arrived');
  const answered = await app.request('POST', `/api/privacy/v1/connections/requests/${request.id}/approve`, {
    token: other.token,
  });
  assert.ok(answered.ok, await answered.clone().text());
}

/** Makes one persona follow another, who says yes where they are asked. */
export async function follow(app: TestApp, follower: TestPersona, followed: TestPersona): Promise<void> {
  const response = await app.request('POST', `/api/v1/accounts/${followed.id}/follow`, {
    token: follower.token,
  });
  const { requested } = (await answerOf(response, 200)) as { requested: boolean };
  if (!requested) return;
  const path = `/api/v1/follow_requests/${follower.id}/authorize`;
  await answerOf(await app.request('POST', path, { token: followed.token }), 200);
}

/** The body as JSON, after looking at the status. */
export async function answerOf(response: Response, status: number): Promise<unknown> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  return text === '' ? null : JSON.parse(text);
}

/** The session that an answer starts. */
export function cookieOf(response: Response): string {
  const cookie = /^waxseal_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  assert.ok(cookie, 'the answer starts a session');
  return cookie;
}
