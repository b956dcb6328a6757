import { type Kysely, sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, NetworkKind } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { rulesSchema } from '../networks/rules.ts';
import { namesOn } from './names.ts';
import type { ImportedPeople, ImportOutcome, ImportProgress } from './people.ts';
import { takenHandles } from './write-actors.ts';
import { writePeople } from './write-people.ts';

/** Number of the advisory lock under which one import at a time runs. */
const importLock = 7_236_003;

/**
 * Brings people from elsewhere into a network, which is made when there is none, in one transaction. Each becomes a
 * persona without an account, seen and found by the network's members; a connection ties both ways and makes both
 * follow each other; a circle is its owner's; an attribute is a disclosed copy for the persona's connections.
 *
 * A second run adds what is missing and nothing else: it doesn't bring back what was ended or withdrawn since.
 * @param people whose circles are of people who are among them
 */
export async function importPeople(
  { store, ids }: Pick<Deps, 'store' | 'ids'>,
  to: { readonly slug: string; readonly kind: NetworkKind },
  people: ImportedPeople,
  at: Instant,
  progress: ImportProgress,
): Promise<Result<ImportOutcome>> {
  return store.community.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${importLock})`.execute(trx);
    const network = await findOrMakeNetwork(trx, to, ids.next('network') as NetworkId, at);
    const named = namesOn(network, people);
    const taken = await takenHandles(trx, network, [...named.personas.values()]);
    if (taken.length > 0) {
      const others = taken.length > 1 ? ` and ${taken.length - 1} more` : '';
      const says = `${taken[0]}@${to.slug}${others} is somebody else already: import into another network`;
      return refuse({ kind: 'conflict', says });
    }
    return ok(await writePeople(trx, network, people, named, at, progress));
  });
}

async function findOrMakeNetwork(
  trx: Kysely<Database>,
  { slug, kind }: { readonly slug: string; readonly kind: NetworkKind },
  newId: NetworkId,
  at: Instant,
): Promise<NetworkId> {
  const found = await trx
    .selectFrom('community.network')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (found !== undefined) return found.id;
  await trx
    .insertInto('community.network')
    .values({
      id: newId,
      slug,
      title: slug,
      description: '',
      kind,
      rules: JSON.stringify(rulesSchema.parse({ join: 'invited' })),
      highest_label: 'confidential',
      domain: null,
      created_at: timestamp(at),
    })
    .execute();
  return newId;
}
