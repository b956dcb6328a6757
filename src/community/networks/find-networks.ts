import type { Kysely } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Network } from './network.ts';
import { readRules } from './rules.ts';

const networks = (db: Kysely<Database>) =>
  db.selectFrom('community.network').select(['id', 'slug', 'title', 'description', 'kind', 'rules']);

/** The networks that strangers may find, by title. */
export async function listNetworks({ store }: Pick<Deps, 'store'>): Promise<readonly Network[]> {
  const rows = await networks(store.community).orderBy('title').orderBy('slug').execute();
  return rows.map((row) => ({ ...row, rules: readRules(row.rules) })).filter(({ rules }) => rules.listed);
}

/** The network with this short name. */
export async function showNetwork({ store }: Pick<Deps, 'store'>, slug: string): Promise<Result<Network>> {
  const network = await networkBySlug(store.community, slug);
  return network === null ? absent : ok(network);
}

/** The same, within a transaction; null where there is none. */
export async function networkBySlug(db: Kysely<Database>, slug: string): Promise<Network | null> {
  const row = await networks(db).where('slug', '=', slug).executeTakeFirst();
  return row === undefined ? null : { ...row, rules: readRules(row.rules) };
}

/** The network that a viewer is on. */
export async function networkById({ store }: Pick<Deps, 'store'>, id: NetworkId): Promise<Network> {
  const row = await networks(store.community).where('id', '=', id).executeTakeFirstOrThrow();
  return { ...row, rules: readRules(row.rules) };
}
