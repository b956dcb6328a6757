import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, BreachId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { BreachEntryKind, Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { asExpert, KEEPS_RECORDS } from '../records/expert.ts';
import { affectedBy, type Breach, loadBreaches } from './breach.ts';

export type NewBreach = Pick<Breach, 'title' | 'from' | 'until' | 'function' | 'purpose' | 'knownAt'>;

/** The organisation's notebook, latest first. */
export async function listBreaches(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<Breach[]>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  return expert.ok ? ok(await loadBreaches(deps.store.community, viewer.network, organisation)) : expert;
}

/** Opens a breach. What it is about doesn't change afterwards: another is opened. */
export async function openBreach(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  breach: NewBreach,
  at: Instant,
): Promise<Result<Breach>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  if (breach.until <= breach.from)
    return refuse({ kind: 'invalid', field: 'until', says: 'is before it began' });
  if (breach.knownAt > at) return refuse({ kind: 'invalid', field: 'known_at', says: 'is in the future' });
  const { community } = deps.store;
  const id = deps.ids.next(`breach ${organisation}`) as BreachId;
  await community
    .insertInto('community.breach')
    .values({
      network_id: viewer.network,
      id,
      organisation_id: organisation,
      title: breach.title,
      happened_from: timestamp(breach.from),
      happened_until: timestamp(breach.until),
      function: breach.function,
      purpose: breach.purpose,
      known_at: timestamp(breach.knownAt),
      opened_by: expert.value,
      opened_at: timestamp(at),
    })
    .execute();
  const [opened] = await loadBreaches(community, viewer.network, organisation, id);
  return opened === undefined ? absent : ok(opened);
}

/**
 * Enters something into the notebook. `told` tells those affected, in these words, in the same transaction: the system knows
 * who they are, and the organisation isn't told.
 */
export async function enterBreach(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, id }: { readonly organisation: ActorId; readonly id: BreachId },
  { kind, words }: { readonly kind: BreachEntryKind; readonly words: string },
  at: Instant,
): Promise<Result<Breach>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Breach>> => {
    await sql`select 1 from community.breach where network_id = ${network} and id = ${id} for update`.execute(
      trx,
    );
    const [breach] = await loadBreaches(trx, network, organisation, id);
    if (breach === undefined) return absent;
    const n = breach.entries.length;
    if (breach.entries.some((entry) => entry.kind === 'closed')) {
      return refuse({
        kind: 'conflict',
        says: 'This breach is closed; open another for what is found since.',
      });
    }
    await trx
      .insertInto('community.breach_entry')
      .values({
        network_id: network,
        breach_id: id,
        n,
        kind,
        by_id: expert.value,
        words,
        made_at: timestamp(at),
      })
      .execute();
    if (kind === 'told') await tellAffected(trx, network, breach, n);
    const [after] = await loadBreaches(trx, network, organisation, id);
    return after === undefined ? absent : ok(after);
  });
}

const tellAffected = (trx: Kysely<Database>, network: NetworkId, breach: Breach, n: number) =>
  sql`insert into community.breach_notice (network_id, member_id, breach_id, n)
    select ${network}::uuid, f.subject, ${breach.id}::uuid, ${n}::int from (${affectedBy(network, breach)}) f`.execute(
    trx,
  );

/** Whom a breach affects, as a query for whoever counts with noise. */
export async function findAffected(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { organisation, id }: { readonly organisation: ActorId; readonly id: BreachId },
  at: Instant,
): Promise<Result<{ readonly breach: Breach; readonly found: Sql<unknown> }>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const [breach] = await loadBreaches(deps.store.community, viewer.network, organisation, id);
  return breach === undefined ? absent : ok({ breach, found: affectedBy(viewer.network, breach) });
}
