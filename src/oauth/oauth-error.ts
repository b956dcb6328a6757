import type { Context } from 'hono';
import type { Reply } from '../http/endpoint.ts';

const WORDS = {
  invalid_request: 'The request lacks something, or says it twice.',
  invalid_client: 'The app is not known here, or its secret is wrong.',
  invalid_grant: 'The code is wrong, used, over, or was not given to this app; sign in again.',
  invalid_scope: 'The app asks for more than it registered.',
  unsupported_grant_type: 'Use authorization_code or client_credentials.',
} as const;

/** An error as RFC 6749 (section 5.2) has it. */
export function oauthError(c: Context, error: keyof typeof WORDS): Reply {
  const status = error === 'invalid_client' ? 401 : 400;
  return { response: c.json({ error, error_description: WORDS[error] }, status) };
}
