import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { serialize } from 'hono/utils/cookie';
import type { Deps } from '../store/deps.ts';

const NAME = 'waxseal_session';

/** What the request's cookie holds, if it has one. */
export const sessionCookieOf = (c: Context): string | null => getCookie(c, NAME) ?? null;

/** The header that gives the browser its session. No script can read it, and other sites' requests don't carry it. */
export const startSession = (deps: Pick<Deps, 'publicUrl'>, value: string, maxAgeSeconds: number) => ({
  'Set-Cookie': serialize(NAME, value, { ...attributes(deps), maxAge: maxAgeSeconds }),
});

/** The header that takes it away. */
export const endSession = (deps: Pick<Deps, 'publicUrl'>) => ({
  'Set-Cookie': serialize(NAME, '', { ...attributes(deps), maxAge: 0 }),
});

const attributes = ({ publicUrl }: Pick<Deps, 'publicUrl'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: publicUrl.startsWith('https:') }) as const;
