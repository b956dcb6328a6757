import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { serialize } from 'hono/utils/cookie';
import type { Deps } from '../store/deps.ts';

const NAME = 'waxseal_files';
const PATH = '/api/privacy/v1/files';

/** What this browser holds, to which links to downloads are bound. */
export const fileCookieOf = (c: Context): string | null => getCookie(c, NAME) ?? null;

/** The header that gives a browser something to hold. It goes with requests for files alone. */
export const giveFileCookie = (deps: Pick<Deps, 'publicUrl'>, secret: string, maxAgeSeconds: number) => ({
  'Set-Cookie': serialize(NAME, secret, {
    path: PATH,
    httpOnly: true,
    sameSite: 'Strict',
    secure: deps.publicUrl.startsWith('https:'),
    maxAge: maxAgeSeconds,
  }),
});
