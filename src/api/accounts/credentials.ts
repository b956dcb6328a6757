import { z } from 'zod';
import { emailSchema } from '../../community/accounts/email-address.ts';
import { passwordSchema } from '../../community/accounts/password.ts';
import { SESSION_SECONDS } from '../../community/vault/sessions.ts';
import type { Reply } from '../../http/endpoint.ts';
import { startSession } from '../../http/session-cookie.ts';
import type { Deps } from '../../store/deps.ts';

export const credentialsBody = z.object({ email: emailSchema, password: passwordSchema });

/** The same for every account, new or not: who one is, is in the cookie. */
export const signedInJson = z.object({ signed_in: z.literal(true) });

/** Answers whoever is signed in now. */
export const signedIn = (deps: Pick<Deps, 'publicUrl'>, cookie: string, more: object = {}): Reply => ({
  status: 201,
  body: { signed_in: true, ...more },
  headers: startSession(deps, cookie, SESSION_SECONDS),
});
