import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Answer, jsonOf, readAnswer } from '../two-worlds/answer.ts';
import { routes } from '../two-worlds/routes.ts';
import { stepsOf } from '../two-worlds/trace.ts';
import type { Credentials } from '../two-worlds/world.ts';
import { type Bad, badBodies, badPaths, badQueries } from './bad-input.ts';
import { type SealedWorld, sealedWorld } from './sealed-world.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Every route refuses what is wrong in words, and never breaks. */
describe('bad input is refused in words', () => {
  let sealed: SealedWorld;
  /** A request of each route that is right, as far as there is one with a body. */
  const good = new Map<string, { path: string; body: Record<string, unknown>; as: Credentials }>();

  before(async () => {
    sealed = await sealedWorld();
    const scene = sealed.scene('stranger');
    await sealed.step('the trace of a stranger', async () => {
      for (const phase of ['read', 'write', 'last', 'take'] as const) {
        for (const { route, ask, as } of stepsOf(phase, scene, routes)) {
          const before = good.get(route);
          const body = (ask.body ?? {}) as Record<string, unknown>;
          good.set(route, { path: ask.path, as, body: { ...body, ...before?.body } });
        }
      }
    });
  });

  for (const [route, { auth, schemas }] of routes) {
    const [method, path] = route.split(' ') as [string, string];
    test(route, async () => {
      const right = good.get(route) ?? { path, body: {}, as: {} };
      const own = sealed.cast.people.sam.token;
      const cookie = sealed.cast.cookies.sam as string;
      const as: Credentials = auth === 'session' ? { cookie } : auth === 'nobody' ? {} : { token: own };
      const bads = [
        ...(path.includes(':') ? badPaths(path) : []),
        ...(schemas.query === null ? [] : badQueries(right.path)),
        ...(schemas.body === null ? [] : badBodies(right.path, right.body)),
      ];
      const faults: string[] = [];
      for (const [n, bad] of bads.entries()) {
        const answer = await sealed.step(`${route} ${n}`, () => send(method, bad, as));
        const fault = faultOf(answer, bad.mustFail);
        if (fault !== null) faults.push(`${bad.what}: ${fault}`);
      }
      assert.deepEqual(faults, []);
    });
  }

  test('methods that a path does not have', async () => {
    const faults: string[] = [];
    for (const path of new Set([...routes.keys()].map((route) => route.slice(route.indexOf(' ') + 1)))) {
      for (const method of METHODS.filter((one) => !routes.has(`${one} ${path}`))) {
        const bad = { what: `${method} ${path}`, path: path.replaceAll(/:\w+/g, 'zzz'), mustFail: true };
        // Another pattern may have the method for this path.
        const other = [...routes.keys()].some(
          (route) => route.startsWith(`${method} `) && matches(route, bad.path),
        );
        if (other) continue;
        const fault = faultOf(await send(method, bad, { token: sealed.cast.people.sam.token }), true);
        if (fault !== null) faults.push(`${bad.what}: ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
  });

  test('credentials that are none', async () => {
    const faults: string[] = [];
    const tokens = ['', 'x', 'wxs_', `wxs_${'A'.repeat(64)}`, `wxs_${'A'.repeat(5000)}`, 'wxs_%00', '\u00ff'];
    for (const [route, { auth }] of routes) {
      if (auth === 'nobody') continue;
      const [method, path] = route.split(' ') as [string, string];
      for (const token of tokens) {
        const at = path.replaceAll(/:\w+/g, '019cbdb6-6e00-7bad-8bad-bad0bad0bad0');
        const bad = { what: `${route} with ${token.slice(0, 20)}`, path: at, mustFail: true };
        const as =
          auth === 'session' ? { cookie: `waxseal_session=${encodeURIComponent(token)}` } : { token };
        const fault = faultOf(await send(method, bad, as), auth !== 'viewer' && auth !== 'anyone');
        if (fault !== null) faults.push(`${bad.what}: ${fault}`);
      }
    }
    assert.deepEqual(faults, []);
  });

  async function send(method: string, bad: Bad, { token, cookie }: Credentials): Promise<Answer> {
    const headers: Record<string, string> = { host: 'localhost:8080', origin: 'http://localhost:8080' };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (cookie !== undefined) headers.cookie = cookie;
    if (bad.contentType !== undefined) headers['content-type'] = bad.contentType;
    const init = {
      method,
      headers,
      ...(bad.body === undefined || method === 'GET' ? {} : { body: bad.body }),
    };
    const response = await sealed.world.app.router.request(bad.path, init as RequestInit);
    // A stream that opens is no refusal, and has no end.
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      await response.body?.cancel();
      return { status: response.status, headers: [...response.headers], body: Buffer.alloc(0) };
    }
    return readAnswer(response);
  }
});

/** What is wrong with the answer; null where nothing is. */
function faultOf(answer: Answer, mustFail: boolean): string | null {
  const text = answer.body.toString('utf8');
  if (answer.status >= 500) return `${answer.status} ${text}`;
  if (/\n\s+at |\.ts:\d|node_modules|community\.|vault\./.test(text) && answer.status >= 400)
    return `shows its insides: ${text}`;
  if (answer.status < 400) return mustFail ? `${answer.status}, is let pass` : null;
  const { error, error_description: says } = (jsonOf(answer) ?? {}) as Record<string, unknown>;
  if (typeof error !== 'string' || typeof says !== 'string' || says.length < 5)
    return `${answer.status} in no words: ${text}`;
  return null;
}

function matches(route: string, path: string): boolean {
  const parts = route.slice(route.indexOf(' ') + 1).split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, i) => part.startsWith(':') || part === given[i]);
}
