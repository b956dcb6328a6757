import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import type { Deps } from '../store/deps.ts';

/**
 * The network from which a request came, for limits on attempts: an IPv4 address, or the /64 of an IPv6 one, which is
 * the least that one customer of a provider has. Null where it isn't known.
 */
export function clientAddress(c: Context, { proxies }: Pick<Deps, 'proxies'>): string | null {
  const env = c.env as { readonly incoming?: IncomingMessage } | undefined;
  const direct = env?.incoming?.socket.remoteAddress;
  if (proxies === 0) return networkOf(direct);
  // Each trusted proxy appended the address that it saw; what stands further left anybody can have written.
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return networkOf(forwarded.at(-proxies)) ?? networkOf(direct);
}

const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

function networkOf(address: string | undefined): string | null {
  if (address === undefined) return null;
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return null;
  if (family === 4) return plain;
  if (mapped.check(plain, 'ipv6')) return plain.slice(plain.lastIndexOf(':') + 1);
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const all = [...left, ...new Array<string>(zeros).fill('0'), ...right];
  return all.map((group) => group.replace(/^0+(?=.)/, ''));
}
