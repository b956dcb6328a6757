import { type Kysely, sql } from 'kysely';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** The domains that an organisation proved to be its own, and that still say so. */
export async function verifiedDomains(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ domain: string }>`select v.domain from community.verified_domain v
    where v.network_id = ${network} and v.organisation_id = ${organisation} and v.valid_from <= ${instantValue(at)}
      and v.valid_until > ${instantValue(at)} order by v.domain`.execute(store.community);
  return rows.map(({ domain }) => domain);
}

/** A domain that an organisation is to prove. */
export interface Proof {
  readonly network: NetworkId;
  readonly organisation: ActorId;
  readonly domain: string;
}

/** That the domain says so from now on; where it did already, nothing changes. */
export async function beginVerified(
  db: Kysely<Database>,
  { network, organisation, domain }: Proof,
  at: Instant,
): Promise<void> {
  await sql`insert into community.verified_domain (network_id, organisation_id, domain, valid_from, valid_until)
    select ${network}::uuid, ${organisation}::uuid, ${domain}, ${timestamp(at)}::timestamptz,
      ${timestamp(FOREVER)}::timestamptz
    where not exists (select 1 from community.verified_domain v where v.network_id = ${network}
      and v.organisation_id = ${organisation} and v.domain = ${domain} and v.valid_until > ${instantValue(at)})
    on conflict (network_id, organisation_id, domain, valid_from) do update set valid_until = excluded.valid_until`.execute(
    db,
  );
}

/** That it says so no longer. */
export async function endVerified(
  db: Kysely<Database>,
  { network, organisation, domain }: Proof,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('community.verified_domain')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('domain', '=', domain)
    .where('valid_until', '>', instantValue(at))
    .execute();
}
