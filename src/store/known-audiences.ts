import { sql } from 'kysely';
import { type Audience, type Key, keysOf, NO_ONE } from '../privacy/audience.ts';
import type { AudienceId, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';

/**
 * Audiences by id. An id is a hash of what it stands for, and a row never changes, so that what was read once may be
 * kept; whoever is in one is asked anew each time.
 */
const known = new Map<AudienceId, Audience>();
const MOST_KNOWN = 20_000;

/** Stands before the keys of an audience that is more than one set: those don't say which it is. */
const MORE = '*' as Key;

/**
 * The keys of an audience as they stand on its grants, so that pages need not ask for it: by far the most are one set
 * and nothing else, and are told by that. No tie has the key that marks the others.
 */
export function keysForGrant(audience: Audience): Key[] {
  const [only, ...terms] = audience.any;
  if (only === undefined) return [];
  const isOneSet = terms.length === 0 && only.length === 1 && audience.except.length === 0;
  return isOneSet ? [...only] : [MORE, ...keysOf(audience)];
}

/** The audience that the keys on a grant stand for; undefined where it must be looked up. */
export function audienceOfKeys(keys: readonly Key[]): Audience | undefined {
  const [first] = keys;
  if (first === undefined) return NO_ONE;
  return first === MORE || keys.length > 1 ? undefined : { any: [keys], except: [] };
}

/** The audiences with these ids: those kept, and the others in one round trip. */
export async function audiencesById(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  ids: ReadonlySet<AudienceId>,
): Promise<ReadonlyMap<AudienceId, Audience>> {
  const found = new Map<AudienceId, Audience>();
  const missing: AudienceId[] = [];
  for (const id of ids) {
    const audience = known.get(id);
    if (audience === undefined) missing.push(id);
    else found.set(id, audience);
  }
  if (missing.length === 0) return found;
  const { rows } = await sql<{ id: AudienceId; any: Key[][]; except: Key[] }>`
    select a.id, a.terms as any, a.except_keys as except from community.audience a
    where a.network_id = ${network} and a.id = any(${missing}::uuid[])`.execute(community);
  if (known.size + rows.length > MOST_KNOWN) known.clear();
  for (const { id, any, except } of rows) {
    known.set(id, { any, except });
    found.set(id, { any, except });
  }
  return found;
}
