import type { Deps } from '../../store/deps.ts';
import { type App, findApp } from './apps.ts';
import { hashOf, idOfSecret, networkOf, secretOf } from './token.ts';

/** An app's own token, which speaks for no persona: it carries the app's id, and only its hash is kept. */
const PREFIX = 'wxa_';

export const isAppToken = (token: string): boolean => token.startsWith(PREFIX);

/** A new token for the app itself, in place of the last one. */
export async function issueAppToken(
  { store, random }: Pick<Deps, 'store' | 'random'>,
  app: App,
): Promise<string> {
  const token = PREFIX + secretOf(app.id, random(32));
  await store.community
    .updateTable('community.oauth_app')
    .set({ token_hash: hashOf(token) })
    .where('id', '=', app.id)
    .execute();
  return token;
}

/** The app that holds a token, its own or a persona's; null for a wrong or revoked one, and for our own app's. */
export async function appOfToken(deps: Pick<Deps, 'store'>, token: string): Promise<App | null> {
  const id = isAppToken(token) ? await ownerOfAppToken(deps, token) : await appOfPersonaToken(deps, token);
  return id === null ? null : ((await findApp(deps, id))?.app ?? null);
}

/** Revokes an app's own token. */
export async function revokeAppToken({ store }: Pick<Deps, 'store'>, token: string): Promise<void> {
  const id = idOfSecret(token.slice(PREFIX.length));
  if (id === null) return;
  await store.community
    .updateTable('community.oauth_app')
    .set({ token_hash: null })
    .where('id', '=', id)
    .where('token_hash', '=', hashOf(token))
    .execute();
}

async function ownerOfAppToken({ store }: Pick<Deps, 'store'>, token: string): Promise<string | null> {
  const id = idOfSecret(token.slice(PREFIX.length));
  if (id === null) return null;
  const row = await store.community
    .selectFrom('community.oauth_app')
    .select('id')
    .where('id', '=', id)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return row?.id ?? null;
}

async function appOfPersonaToken({ store }: Pick<Deps, 'store'>, token: string): Promise<string | null> {
  const network = networkOf(token);
  if (network === null) return null;
  const row = await store.community
    .selectFrom('community.token')
    .select('app_id')
    .where('network_id', '=', network)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return row?.app_id ?? null;
}
