import { type Kysely, sql } from 'kysely';
import { SALE_OR_SHARING } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';

interface Refusing {
  readonly network: NetworkId;
  readonly owner: ActorId;
}

/** What an organisation asked for, and when. */
interface Asked {
  readonly organisation: ActorId;
  readonly fn: BusinessFunction;
  readonly createdAt: Instant;
}

/**
 * Notes that a member refused what an organisation asked, in the transaction of the refusal: the request's row is used anew
 * when it asks again.
 */
export async function noteRefusal(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  { network, owner }: Refusing,
  { organisation, fn, createdAt }: Asked,
  at: Instant,
): Promise<void> {
  await trx
    .insertInto('community.consent_refusal')
    .values({
      network_id: network,
      owner_id: owner,
      id: ids.next(`refusal ${organisation} ${fn}`),
      organisation_id: organisation,
      purposes: [fn],
      requested_at: timestamp(createdAt),
      refused_at: timestamp(at),
    })
    .execute();
}

/**
 * Notes that a browser's Global Privacy Control refused sale and sharing for a member. It says so at each opening of a
 * session: that it goes on saying it is no new refusal, unless it ended at this instant what was allowed in between.
 */
export async function noteSignal(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  { network, owner }: Refusing,
  at: Instant,
): Promise<void> {
  const purposes = [...SALE_OR_SHARING];
  await sql`
    insert into community.consent_refusal (network_id, owner_id, id, purposes, refused_at)
    select ${network}::uuid, ${owner}::uuid, ${ids.next('refusal by signal')}::uuid, ${purposes}::text[], ${instantValue(at)}
    where not exists (select 1 from community.consent_refusal r where r.network_id = ${network}
        and r.owner_id = ${owner} and r.organisation_id is null)
      or exists (select 1 from community."grant" g where g.network_id = ${network} and g.owner_id = ${owner}
        and g.would_end is not null and g.valid_until = ${instantValue(at)} and g.purpose = any(${purposes}::text[]))`.execute(
    trx,
  );
}
