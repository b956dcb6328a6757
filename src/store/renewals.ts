import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';

/** Until when a grant is carried forward. */
export interface Renewal {
  readonly grant: GrantId;
  readonly reviewBy: Instant;
  /** When its owner last said that it goes on. */
  readonly reviewedAt: Instant | null;
}

/**
 * Carries grants forward: each goes on as it is, with another date of review, and what stood there is noted. What a grant
 * keeps out stays out. It is never due after it ends by itself.
 */
export async function renewUntil(
  db: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  renewals: readonly Renewal[],
  at: Instant,
): Promise<void> {
  if (renewals.length === 0) return;
  await sql`
    with new as (
      select * from unnest(${renewals.map(({ grant }) => grant)}::uuid[],
        ${renewals.map(({ reviewBy }) => timestamp(reviewBy))}::timestamptz[],
        ${renewals.map((one) => (one.reviewedAt === null ? null : timestamp(one.reviewedAt)))}::timestamptz[])
        as n (id, review_by, reviewed_at)),
    before as (
      insert into community.renewal (network_id, owner_id, renewed_at, grant_id, review_by, reviewed_at)
      select ${network}::uuid, ${owner}::uuid, ${timestamp(at)}::timestamptz, g.id, g.review_by, g.reviewed_at
      from new join community."grant" g on g.network_id = ${network} and g.owner_id = ${owner} and g.id = new.id
      where g.valid_until > ${instantValue(at)} returning grant_id)
    update community."grant" g set review_by = least(new.review_by, g.valid_until), reviewed_at = new.reviewed_at
    from new where g.network_id = ${network} and g.owner_id = ${owner} and g.id = new.id
      and g.valid_until > ${instantValue(at)}`.execute(db);
}
