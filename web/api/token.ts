import { json, request } from './http.ts';

/**
 * Tokens of the account's personas, kept in this page's memory alone: a reload asks for new ones, and no script that
 * reads storage finds any.
 */
const tokens = new Map<string, Promise<string>>();

/** The persona's token, fetched with the session when there is none yet. */
export function tokenFor(persona: string): Promise<string> {
  const known = tokens.get(persona);
  if (known !== undefined) return known;
  const fetched = fetchToken(persona);
  tokens.set(persona, fetched);
  fetched.catch(() => forgetToken(persona));
  return fetched;
}

export function forgetToken(persona: string): void {
  tokens.delete(persona);
}

export function forgetTokens(): void {
  tokens.clear();
}

async function fetchToken(persona: string): Promise<string> {
  const answer = await request('POST', '/api/privacy/v1/session/token', { body: { persona } });
  const { access_token } = await json<{ access_token: string }>(answer);
  return access_token;
}
