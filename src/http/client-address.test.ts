import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { clientAddress } from './client-address.ts';

async function addressOf(
  remote: string | undefined,
  proxies: number,
  forwarded?: string,
): Promise<string | null> {
  const app = new Hono();
  let found: string | null = null;
  app.get('/', (c) => {
    found = clientAddress(c, { proxies });
    return c.text('');
  });
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote } } });
  return found;
}

describe('the network address of a caller', () => {
  it('is an IPv4 address, or the /64 of an IPv6 one', async () => {
    assert.equal(await addressOf('192.0.2.1', 0), '192.0.2.1');
    assert.equal(await addressOf('::ffff:192.0.2.1', 0), '192.0.2.1');
    assert.equal(await addressOf('2001:db8:0:1:aaaa::1', 0), '2001:db8:0:1::/64');
    assert.equal(await addressOf('2001:0DB8::5', 0), '2001:db8:0:0::/64');
    assert.equal(await addressOf('fe80::1%eth0', 0), 'fe80:0:0:0::/64');
    assert.equal(await addressOf(undefined, 0), null);
  });

  it('is what the outermost trusted proxy saw, and never what the caller wrote', async () => {
    assert.equal(await addressOf('10.0.0.1', 0, '203.0.113.9'), '10.0.0.1');
    assert.equal(await addressOf('10.0.0.1', 1, '198.51.100.1, 203.0.113.9'), '203.0.113.9');
    assert.equal(await addressOf('10.0.0.1', 2, '198.51.100.1, 203.0.113.9, 10.0.0.2'), '203.0.113.9');
    assert.equal(await addressOf('10.0.0.1', 1, 'nonsense'), '10.0.0.1');
    assert.equal(await addressOf('10.0.0.1', 2, '203.0.113.9'), '10.0.0.1');
  });
});
