import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { isSuspended } from '../../store/suspensions.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asHouse } from './as-house.ts';
import { lockHouse } from './change-seats.ts';
import { administersOrganisation } from './keeps-organisation.ts';
import { verifiedDomains } from './verified-domains.ts';

type Standing = 'host' | 'told-elsewhere';

/** The same company on another network. */
interface Elsewhere {
  readonly network: { readonly slug: string; readonly title: string };
  readonly handle: string;
  readonly displayName: string;
}

/** How an organisation stands: the network's host, and on which other networks it is, where it lets that be told. */
export interface Standings {
  readonly isHost: boolean;
  readonly isToldElsewhere: boolean;
  readonly elsewhere: readonly Elsewhere[];
}

const MOST_ELSEWHERE = 20;

/**
 * How an organisation stands. It is told to be one company with another on another network where both proved the same
 * domain, and both let it be told: a partner here isn't to learn with whom else it works.
 */
export async function standingsOf(
  deps: Pick<Deps, 'store'>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<Standings> {
  const { community } = deps.store;
  const [isHost, isToldElsewhere] = await Promise.all([
    stands(community, network, organisation, 'host', at),
    stands(community, network, organisation, 'told-elsewhere', at),
  ]);
  const domains = isToldElsewhere ? await verifiedDomains(deps, network, organisation, at) : [];
  if (domains.length === 0) return { isHost, isToldElsewhere, elsewhere: [] };
  // Each network is asked by itself: none is joined with another.
  const { rows } = await sql<{ network: NetworkId; organisation: ActorId }>`
    select distinct v.network_id as network, v.organisation_id as organisation from community.verified_domain v
    where v.domain = any(${[...domains]}::text[]) and v.network_id <> ${network}
      and v.valid_from <= ${instantValue(at)} and v.valid_until > ${instantValue(at)}
    order by 1, 2 limit ${MOST_ELSEWHERE}`.execute(community);
  const found = await Promise.all(
    rows.map((row) => elsewhereOf(community, row.network, row.organisation, at)),
  );
  return { isHost, isToldElsewhere, elsewhere: found.flatMap((one) => one ?? []) };
}

async function elsewhereOf(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<Elsewhere | null> {
  if (!(await stands(db, network, organisation, 'told-elsewhere', at))) return null;
  const { rows } = await sql<{ slug: string; title: string; handle: string; displayName: string }>`
    select n.slug, n.title, a.handle, a.display_name as "displayName" from community.actor a
    join community.network n on n.id = a.network_id
    where a.network_id = ${network} and a.id = ${organisation}
      and not ${isSuspended(network, sql`a.id`)}`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { slug, title, handle, displayName } = row;
  return { network: { slug, title }, handle, displayName };
}

/** Which organisation hosts a network, if any does. Whether one may see it is another question. */
export async function hostOf(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  at: Instant,
): Promise<ActorId | null> {
  const row = await store.community
    .selectFrom('community.organisation_standing')
    .select('organisation_id')
    .where('network_id', '=', network)
    .where('standing', '=', 'host')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  return row?.organisation_id ?? null;
}

/** Whether an organisation lets it be told on which other networks it is, for its keepers. */
export async function readToldElsewhere(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<boolean>> {
  const house = await asHouse(deps, viewer, organisation, at);
  if (!house.ok) return house;
  return ok(await stands(deps.store.community, viewer.network, organisation, 'told-elsewhere', at));
}

/** Says that an organisation hosts the network, or no longer, as an administrator. Another host is one no longer. */
export async function setHost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  isHost: boolean,
  at: Instant,
): Promise<Result<null>> {
  const administers = await administersOrganisation(deps, viewer, organisation, at);
  if (!administers.ok) return administers;
  return deps.store.community.transaction().execute(async (db) => {
    // One after the other: a network has one host.
    await takeLock(db, `host ${viewer.network}`);
    const is = await stands(db, viewer.network, organisation, 'host', at);
    if (is === isHost) return ok(null);
    await endStanding(db, viewer.network, isHost ? null : organisation, 'host', at);
    if (isHost) await beginStanding(db, viewer.network, organisation, 'host', at);
    return ok(null);
  });
}

/** Lets it be told, or no longer, on which other networks the organisation is, as one of its keepers. */
export async function setToldElsewhere(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  isTold: boolean,
  at: Instant,
): Promise<Result<null>> {
  const house = await asHouse(deps, viewer, organisation, at);
  if (!house.ok) return absent;
  return deps.store.community.transaction().execute(async (db) => {
    await lockHouse(db, { network: viewer.network, organisation });
    if ((await stands(db, viewer.network, organisation, 'told-elsewhere', at)) === isTold) return ok(null);
    if (isTold) await beginStanding(db, viewer.network, organisation, 'told-elsewhere', at);
    else await endStanding(db, viewer.network, organisation, 'told-elsewhere', at);
    return ok(null);
  });
}

async function stands(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  standing: Standing,
  at: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('community.organisation_standing')
    .select('standing')
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('standing', '=', standing)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  return row !== undefined;
}

async function beginStanding(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  standing: Standing,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('community.organisation_standing')
    .values({
      network_id: network,
      organisation_id: organisation,
      standing,
      valid_from: timestamp(at),
      valid_until: timestamp(FOREVER),
    })
    // Ended and begun again within one millisecond: the end is taken back.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'organisation_id', 'standing', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
}

async function endStanding(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId | null,
  standing: Standing,
  at: Instant,
): Promise<void> {
  await sql`update community.organisation_standing set valid_until = ${instantValue(at)}
    where network_id = ${network} and standing = ${standing} and valid_until > ${instantValue(at)}
      and (${organisation}::uuid is null or organisation_id = ${organisation}::uuid)`.execute(db);
}
