import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, BreachId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { asExpert } from '../records/expert.ts';
import { type Breach, loadBreaches } from './breach.ts';
import { affectedBy, fitScope, type Scope } from './scope.ts';

/** What is known of a breach at first. */
export type NewBreach = Pick<Breach, 'title' | 'scope' | 'knownAt'>;

/** What is entered into the notebook. */
export type NewEntry =
  | { readonly kind: 'note' | 'reported' | 'closed'; readonly words: string }
  /** What is known about which uses it was, from now on. */
  | { readonly kind: 'changed'; readonly words: string; readonly scope: Scope }
  /** What happened, and what those affected can do (Article 34(2) GDPR). */
  | { readonly kind: 'told'; readonly words: string; readonly advice: string };

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

/** Opens a breach. */
export async function openBreach(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  { title, scope, knownAt }: NewBreach,
  at: Instant,
): Promise<Result<Breach>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { community } = deps.store;
  const { network } = viewer;
  const fit = await fitScope(community, network, organisation, scope);
  if (!fit.ok) return fit;
  if (knownAt > at) return refuse({ kind: 'invalid', field: 'known_at', says: 'is in the future' });
  const { from, until, functions, purposes, kinds, seats } = fit.value;
  const id = deps.ids.next(`breach ${organisation}`) as BreachId;
  await community
    .insertInto('community.breach')
    .values({
      network_id: network,
      id,
      organisation_id: organisation,
      title,
      happened_from: timestamp(from),
      happened_until: timestamp(until),
      functions: [...functions],
      purposes: [...purposes],
      kinds: [...kinds],
      seats: [...seats],
      known_at: timestamp(knownAt),
      opened_by: expert.value,
      opened_at: timestamp(at),
    })
    .execute();
  const [opened] = await loadBreaches(community, network, organisation, id);
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
  entry: NewEntry,
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
    if (breach.entries.some(({ kind }) => kind === 'closed')) {
      return refuse({
        kind: 'conflict',
        says: 'This breach is closed; open another for what is found since.',
      });
    }
    const scope =
      entry.kind === 'changed' ? await fitScope(trx, network, organisation, entry.scope) : ok(null);
    if (!scope.ok) return scope;
    const n = breach.entries.length;
    await trx
      .insertInto('community.breach_entry')
      .values({
        network_id: network,
        breach_id: id,
        n,
        kind: entry.kind,
        by_id: expert.value,
        words: entry.words,
        advice: entry.kind === 'told' ? entry.advice : null,
        scope: scope.value === null ? null : JSON.stringify(scope.value),
        made_at: timestamp(at),
      })
      .execute();
    if (entry.kind === 'told') await tellAffected(trx, network, breach, n);
    const [after] = await loadBreaches(trx, network, organisation, id);
    return after === undefined ? absent : ok(after);
  });
}

const tellAffected = (
  trx: Kysely<Database>,
  network: NetworkId,
  { id, organisation, scope }: Breach,
  n: number,
) =>
  sql`insert into community.breach_notice (network_id, member_id, breach_id, n)
    select ${network}::uuid, f.subject, ${id}::uuid, ${n}::int from (${affectedBy(network, organisation, scope)}) f`.execute(
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
  if (breach === undefined) return absent;
  return ok({ breach, found: affectedBy(viewer.network, organisation, breach.scope) });
}
