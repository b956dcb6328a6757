import type { Context } from 'hono';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../store/deps.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

const elsewhere = refuse({
  kind: 'forbidden',
  says: 'That request came from another site. Open this server’s own page and try again.',
});

/**
 * Refuses what another site made a browser send (CSRF). Browsers tell by `Sec-Fetch-Site`, older ones by `Origin`.
 * @param mustTell whether one of the two has to be there: where a cookie alone says who calls
 */
export function fromSameOrigin(
  c: Context,
  { publicUrl }: Pick<Deps, 'publicUrl'>,
  mustTell: boolean,
): Result<null> {
  if (SAFE.includes(c.req.method)) return ok(null);
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? ok(null) : elsewhere;
  const origin = c.req.header('origin');
  if (origin === undefined) return mustTell ? elsewhere : ok(null);
  const url = URL.parse(origin);
  if (url === null) return elsewhere;
  const isOurs =
    url.origin === URL.parse(publicUrl)?.origin || url.host === c.req.header('host')?.toLowerCase();
  return isOurs ? ok(null) : elsewhere;
}
