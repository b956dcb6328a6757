import { timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import { countAttempts, fromClient } from '../vault/attempts.ts';
import { isRedirectUri } from './redirect-uri.ts';
import { parseScopes } from './scopes.ts';
import { hashOf } from './token.ts';

/** An app that asks to speak for personas. */
export interface App {
  /** Also its client id: a UUID. */
  readonly id: string;
  readonly name: string;
  readonly website: string | null;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
}

export interface NewApp {
  readonly name: string;
  readonly website: string | null;
  readonly redirectUris: readonly string[];
  readonly scopes: string;
}

/** Registers an app: anybody's may, for it can do nothing until a person lets it. */
export async function registerApp(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random'>,
  { name, website, redirectUris, scopes }: NewApp,
  client: string | null,
  at: Instant,
): Promise<Result<{ readonly app: App; readonly secret: string }>> {
  const counted = await countAttempts(deps, fromClient(client, 'app'), at);
  if (!counted.ok) return counted;
  const parsed = parseScopes(scopes);
  if (!parsed.ok) return parsed;
  if (redirectUris.length === 0 || redirectUris.length > 10 || !redirectUris.every(isRedirectUri)) {
    const says =
      'are addresses where codes may be sent: https, a scheme of the app’s own, or http on this machine; 10 at most';
    return refuse({ kind: 'invalid', field: 'redirect_uris', says });
  }
  const app: App = { id: deps.ids.next('app'), name, website, redirectUris, scopes: parsed.value };
  const secret = deps.random(32).toString('base64url');
  await deps.store.community
    .insertInto('community.oauth_app')
    .values({
      id: app.id,
      secret_hash: hashOf(secret),
      name,
      website,
      redirect_uris: [...redirectUris],
      scopes: [...app.scopes],
      created_at: timestamp(at),
    })
    .execute();
  return ok({ app, secret });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The app with this client id, and whether the secret is its own; null where there is none. */
export async function findApp(
  { store }: Pick<Deps, 'store'>,
  clientId: string,
  secret: string | null = null,
): Promise<{ readonly app: App; readonly authenticated: boolean } | null> {
  if (!UUID.test(clientId)) return null;
  const row = await store.community
    .selectFrom('community.oauth_app')
    .select(['id', 'secret_hash', 'name', 'website', 'redirect_uris', 'scopes'])
    .where('id', '=', clientId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, name, website, redirect_uris: redirectUris, scopes } = row;
  const authenticated = secret !== null && timingSafeEqual(hashOf(secret), row.secret_hash);
  return { app: { id, name, website, redirectUris, scopes }, authenticated };
}
