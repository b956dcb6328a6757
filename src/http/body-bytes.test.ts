import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyBytes } from './body-bytes.ts';

describe('the bytes of a request', () => {
  let server: ServerType;
  let broken = Promise.withResolvers<string>();
  const seen: Uint8Array[] = [];
  const app = new Hono();
  app.post('/whole', async (c) => {
    let sum = 0;
    for await (const piece of bodyBytes(c)) {
      for (const byte of piece) sum += byte;
      seen.push(piece);
      // Slower than they come: what comes meanwhile has to wait.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return c.text(String(sum));
  });
  app.post('/some', async (c) => {
    const pieces = bodyBytes(c);
    const { value } = await pieces.next();
    return c.text(value === undefined ? 'nothing' : 'enough', 413);
  });
  app.post('/broken', async (c) => {
    try {
      for await (const _ of bodyBytes(c));
      broken.resolve('ended');
    } catch (error) {
      broken.resolve((error as Error).message);
    }
    return c.text('');
  });
  const url = (path: string) => `http://localhost:${(server.address() as AddressInfo).port}${path}`;

  before(async () => {
    server = serve({ fetch: app.fetch, port: 0 });
    await once(server, 'listening');
  });
  after(() => server.close());

  it('come whole, and their memory goes back', async () => {
    const body = new Uint8Array(3_000_001).fill(3);
    const answer = await fetch(url('/whole'), { method: 'POST', body });
    assert.equal(await answer.text(), '9000003');
    assert.ok(seen.length > 10);
    assert.ok(seen.every(({ byteLength }) => byteLength === 0));
    assert.equal(await (await fetch(url('/whole'), { method: 'POST' })).text(), '0');
    assert.equal(await (await app.request('/whole', { method: 'POST', body: 'a' })).text(), '97');
  });

  it('need not be read to their end: the answer comes all the same', async () => {
    const answer = await fetch(url('/some'), { method: 'POST', body: new Uint8Array(2_000_000) });
    assert.equal(answer.status, 413);
    assert.equal(await answer.text(), 'enough');
  });

  it('throw where the connection breaks', async () => {
    broken = Promise.withResolvers();
    const socket = connect((server.address() as AddressInfo).port, 'localhost');
    socket.write('POST /broken HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nsome');
    setTimeout(() => socket.destroy(), 100);
    assert.equal(await broken.promise, 'the connection broke');
  });
});
