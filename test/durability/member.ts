import assert from 'node:assert/strict';

/** One member of a server's only network, as a client of its API. */
export interface Member {
  readonly network: string;
  ask(url: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** As a visitor of the network. */
  visit(url: string, path: string): Promise<number>;
}

/** Sets an empty server up, and signs its first member in. */
export async function firstMember(url: string): Promise<Member> {
  const made = await fetch(`${url}/api/privacy/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({
      email: 'first@example.org',
      password: 'correct horse battery',
      network: { slug: 'acme', title: 'Acme', kind: 'open', rules: {} },
      persona: { handle: 'first', display_name: 'First' },
    }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  const { persona } = (await made.json()) as { persona: { id: string } };
  const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const given = await fetch(`${url}/api/privacy/v1/session/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
    body: JSON.stringify({ persona: persona.id }),
  });
  const { access_token: token } = (await given.json()) as { access_token: string };
  return {
    network: 'acme',
    async ask(at, method, path, body) {
      const answer = await fetch(at + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
    async visit(at, path) {
      const answer = await fetch(`${at}${path}?network=acme`);
      await answer.arrayBuffer();
      return answer.status;
    },
  };
}
