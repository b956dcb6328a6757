import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ActorId, ActorKind, Instant, NetworkId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { param, template } from '../../store/prepared.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { type Viewer, type ViewerRow, viewerColumns, viewerOf } from '../../store/viewer.ts';

/**
 * A bearer token is bound to one persona, and so to one network, whose id it carries: `wxs_` and base64url of the
 * network's 16 bytes and 32 random ones. Only its SHA-256 is stored.
 */
const PREFIX = 'wxs_';
const ID_BYTES = 16;
const SECRET_BYTES = 32;

export interface TokenHolder {
  readonly viewer: Viewer;
  readonly scopes: readonly string[];
  readonly appId: string | null;
}

/** Whose token, of which app (null is our own), and what it may do. */
export interface TokenOf {
  readonly network: NetworkId;
  readonly actor: ActorId;
  readonly app: string | null;
  readonly scopes: readonly string[];
}

/** All that a token may do; what our own app and the command line are given. */
export const ALL_SCOPES = ['read', 'write', 'follow', 'push', 'privacy'] as const;

/** Makes a token for a persona and stores its hash. */
export async function issueToken(
  { store, random }: Pick<Deps, 'store' | 'random'>,
  of: TokenOf,
  at: Instant,
): Promise<{ token: string; hash: Buffer }> {
  return writeToken({ random }, store.community, of, at);
}

/** The same within a transaction. */
export async function writeToken(
  { random }: Pick<Deps, 'random'>,
  db: Kysely<Database>,
  of: TokenOf,
  at: Instant,
): Promise<{ token: string; hash: Buffer }> {
  const token = PREFIX + secretOf(of.network, random(SECRET_BYTES));
  const hash = hashOf(token);
  await db
    .insertInto('community.token')
    .values({
      network_id: of.network,
      token_hash: hash,
      actor_id: of.actor,
      app_id: of.app,
      scopes: [...of.scopes],
      created_at: timestamp(at),
    })
    .execute();
  return { token, hash };
}

/** Revokes tokens of one network and tells open streams; with all of an actor's go the codes not yet exchanged. */
export async function revokeTokens(
  db: Kysely<Database>,
  network: NetworkId,
  which: { readonly hashes: readonly Buffer[] } | { readonly actor: ActorId },
  at: Instant,
): Promise<void> {
  if ('actor' in which) {
    // Codes first: an exchange under way holds its code, so that its token is there when tokens are deleted.
    await db
      .deleteFrom('community.oauth_code')
      .where('network_id', '=', network)
      .where('actor_id', '=', which.actor)
      .execute();
  }
  const all = db.deleteFrom('community.token').where('network_id', '=', network);
  const chosen =
    'actor' in which
      ? all.where('actor_id', '=', which.actor)
      : all.where('token_hash', 'in', [...which.hashes]);
  const gone = await chosen.returning('actor_id').execute();
  for (const actor of new Set(gone.map((row) => row.actor_id))) {
    await announce(db, { network, kind: 'tokens', id: actor, at });
  }
}

/** A secret that carries the id (a UUID) of where it is to be found: base64url. */
export const secretOf = (id: string, random: Buffer): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), random]).toString('base64url');

/** By which a token is kept. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The network that a token names; null for what is no token of ours. */
export const networkOf = (token: string): NetworkId | null =>
  token.startsWith(PREFIX) ? (idOfSecret(token.slice(PREFIX.length)) as NetworkId | null) : null;

/** The id that a secret made by {@link secretOf} carries; null for what is none. */
export function idOfSecret(secret: string): string | null {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length !== ID_BYTES + SECRET_BYTES) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Who holds the token, with the facts of every decision: one round trip. Null for an unknown or revoked one. */
export async function resolveToken(
  { store }: Pick<Deps, 'store'>,
  token: string,
): Promise<TokenHolder | null> {
  const network = networkOf(token);
  if (network === null) return null;
  const [row] = await byToken.run(store.community, { network, hash: hashOf(token) });
  if (row === undefined) return null;
  const viewer = await viewerOf(store, network, { id: row.actor_id, kind: row.kind }, row);
  return { viewer, scopes: row.scopes, appId: row.app_id };
}

const byToken = template<
  ViewerRow & { actor_id: ActorId; kind: ActorKind; scopes: string[]; app_id: string | null }
>(
  () => sql`
    select k.actor_id, a.kind, k.scopes, k.app_id, ${viewerColumns(sql`k.actor_id`)}
    from community.token k
    join community.network n on n.id = k.network_id
    join community.actor a on a.network_id = k.network_id and a.id = k.actor_id
    where k.network_id = ${param('network')}::uuid and k.token_hash = ${param('hash')}::bytea`,
);

/** A visitor of the network with this slug, or with this domain; null where there is none. */
export async function resolveVisitor(
  { store }: Pick<Deps, 'store'>,
  by: { readonly slug: string } | { readonly domain: string },
): Promise<Viewer | null> {
  const where = 'slug' in by ? sql`n.slug = ${by.slug}` : sql`n.domain = ${by.domain}`;
  const { rows } = await sql<ViewerRow & { id: NetworkId }>`
    select n.id, ${viewerColumns(sql`null::uuid`)} from community.network n where ${where}`.execute(
    store.community,
  );
  const row = rows[0];
  return row === undefined ? null : viewerOf(store, row.id, null, row);
}
