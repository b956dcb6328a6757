import { ok, type Result, refuse } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import { type App, findApp } from './apps.ts';
import { parseScopes } from './scopes.ts';

/** What an app asks of a person, as it stands in the address of the authorisation page (RFC 6749, section 4.1.1). */
export interface AuthorisationRequest {
  readonly responseType: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** Of PKCE (RFC 7636). */
  readonly challenge: string | null;
  readonly challengeMethod: string | null;
}

export interface Authorisation {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
}

const invalid = (field: string, says: string) => refuse({ kind: 'invalid', field, says });

/** Checks what an app asks before a person is asked. Nothing is sent to an address that isn't the app's. */
export async function checkAuthorisation(
  deps: Pick<Deps, 'store'>,
  request: AuthorisationRequest,
): Promise<Result<Authorisation>> {
  if (request.responseType !== 'code') return invalid('response_type', 'must be "code"');
  const found = await findApp(deps, request.clientId);
  if (found === null) return invalid('client_id', 'this app is not known here; it has to register first');
  const { app } = found;
  if (!app.redirectUris.includes(request.redirectUri)) {
    return invalid('redirect_uri', 'is none that the app registered');
  }
  const scopes = parseScopes(request.scope);
  if (!scopes.ok) return scopes;
  if (!scopes.value.every((scope) => app.scopes.includes(scope))) {
    return invalid('scope', 'asks for more than the app registered');
  }
  if (request.challenge === null && request.challengeMethod !== null) {
    return invalid('code_challenge', 'is needed with code_challenge_method');
  }
  if (request.challenge !== null) {
    // Without a method RFC 7636 means "plain", which protects against nothing that S256 doesn't.
    if (request.challengeMethod !== 'S256') return invalid('code_challenge_method', 'must be "S256"');
    if (!/^[\w-]{43}$/.test(request.challenge))
      return invalid('code_challenge', 'is no SHA-256 in base64url');
  }
  return ok({ app, redirectUri: request.redirectUri, scopes: scopes.value, challenge: request.challenge });
}
