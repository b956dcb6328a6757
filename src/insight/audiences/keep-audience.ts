import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { AudienceDefinition } from '../../privacy/targeting.ts';
import { type ActorId, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { actingIn, actingOn } from '../../store/seated.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAudience, loadAudiences, MOST_AUDIENCES, type SavedAudience } from './audience.ts';
import { refuseImpossibleAges } from './impossible-ages.ts';
import { comparesSensitive } from './sensitive-values.ts';

/** An audience as it is said. */
export interface SaidAudience extends AudienceDefinition {
  readonly title: string;
}

/**
 * Keeps a condition by a name, for who acts for the organisation in the function. It asks nobody and costs nothing: what is
 * kept holds nobody.
 */
export async function saveAudience(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  said: SaidAudience,
  at: Instant,
): Promise<Result<SavedAudience>> {
  const { network } = viewer;
  const acting = await actingIn(deps.store.community, viewer, organisation, said.function, at);
  if (!acting.ok) return acting;
  const possible = refuseImpossibleAges(said, at);
  if (!possible.ok) return possible;
  const id = deps.ids.next(`saved audience ${organisation}`);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<SavedAudience>> => {
    await lockAudiences(trx, `${network} ${organisation}`);
    if (await comparesSensitive(trx, network, said, at)) return marked;
    if ((await loadAudiences(trx, network, organisation, at)).length >= MOST_AUDIENCES) {
      return refuse({ kind: 'conflict', says: `An organisation keeps ${MOST_AUDIENCES} audiences at most.` });
    }
    return ok(await insert(trx, viewer, { ...said, id, organisation, version: 1, since: at }));
  });
}

/** Says anew what an audience is: another version, which whoever signed the one before hasn't signed. */
export async function changeAudience(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  said: SaidAudience,
  at: Instant,
): Promise<Result<SavedAudience>> {
  const kept = await keptBy(deps, viewer, id, at);
  if (!kept.ok) return kept;
  const { organisation } = kept.value;
  const acting = await actingIn(deps.store.community, viewer, organisation, said.function, at);
  if (!acting.ok) {
    return refuse({ kind: 'invalid', field: 'function', says: 'is none in which you act for it' });
  }
  const possible = refuseImpossibleAges(said, at);
  if (!possible.ok) return possible;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<SavedAudience>> => {
    await lockAudiences(trx, `${viewer.network} ${organisation}`);
    const current = await loadAudience(trx, viewer.network, id, at);
    if (current === null) return absent;
    if (await comparesSensitive(trx, viewer.network, said, at)) return marked;
    await end(trx, viewer, id, at);
    return ok(
      await insert(trx, viewer, { ...said, id, organisation, version: current.version + 1, since: at }),
    );
  });
}

/** Ends it: it can't be asked about or used from now on. */
export async function endAudience(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const kept = await keptBy(deps, viewer, id, at);
  if (!kept.ok) return kept;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockAudiences(trx, `${viewer.network} ${kept.value.organisation}`);
    await end(trx, viewer, id, at);
  });
  return ok(null);
}

const marked = refuse({
  kind: 'invalid',
  field: 'conditions',
  says: 'have a word that the network marked as sensitive, by which nobody is picked; leave it out',
});

/** The audience, for who acts for its organisation in its function; others of the organisation read of it, and no more. */
export async function keptBy(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<SavedAudience>> {
  const { community } = deps.store;
  return actingOn(community, viewer, await loadAudience(community, viewer.network, id, at), at);
}

/** One change after the other, so that each sees the version before it. */
const lockAudiences = (trx: Kysely<Database>, of: string) => takeLock(trx, `audiences ${of}`);

const end = (trx: Kysely<Database>, { network }: Viewer, id: string, at: Instant) =>
  trx
    .updateTable('community.saved_audience')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('valid_until', '>', instantValue(at))
    .execute();

async function insert(
  trx: Kysely<Database>,
  { network }: Viewer,
  audience: SavedAudience,
): Promise<SavedAudience> {
  await trx
    .insertInto('community.saved_audience')
    .values({
      network_id: network,
      id: audience.id,
      version: audience.version,
      organisation_id: audience.organisation,
      title: audience.title,
      function: audience.function,
      purpose: audience.purpose,
      conditions: JSON.stringify(audience.conditions),
      valid_from: timestamp(audience.since),
      valid_until: timestamp(FOREVER),
    })
    .execute();
  return audience;
}
