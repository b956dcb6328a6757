import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import type { Conditions } from '../../privacy/conditions.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { Action, ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { lockPosts } from '../../store/packed-facts.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { lockPair } from '../connections/pair-lock.ts';
import type { GrantableKind } from '../grants/grantable.ts';
import { grantsOfDecisions } from './grants-of-decisions.ts';
import { type Before, UNDONE_WITHIN_MS } from './note-decision.ts';

/** A grant that a decision gave or ended. */
export interface Touched {
  id: GrantId;
  kind: GrantableKind;
  object: ObjectId;
  ended: boolean;
  actions: Action[];
  purpose: Purpose;
  any: Audience['any'];
  except: Audience['except'];
  conditions: Conditions;
  until: Instant;
  wouldEnd: Instant | null;
  reviewBy: Instant;
  /** When it was given, or carried forward last. */
  since: Instant;
}

/** A decision that may be undone: what it did, with its posts locked. */
export interface Undoable {
  readonly id: string;
  readonly owner: ActorId;
  readonly before: Before | null;
  readonly touched: readonly Touched[];
  /** What it carried forward. */
  readonly renewed: readonly Renewed[];
  readonly posts: readonly ObjectId[];
}

/** A grant that a decision carried forward, and goes on, with what stood there before. */
export interface Renewed {
  readonly id: GrantId;
  readonly reviewBy: Instant;
  readonly reviewedAt: Instant | null;
}

/** What to say where something else was decided about the same things since. */
export const decidedAnew = refuse({
  kind: 'conflict',
  says: 'Something of this was decided about again since; undo that first, or decide anew.',
});

/** A decision of the owner's that can be undone still. The owner's decisions wait for one another from here on. */
export async function loadUndoable(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  id: string,
  at: Instant,
): Promise<Result<Undoable>> {
  await lockPair(trx, network, owner, owner, at);
  const decision = await trx
    .selectFrom('community.decision')
    .select(['decided_at', 'before', 'undone_at'])
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
  if (decision === undefined) return absent;
  if (decision.undone_at !== null) return refuse({ kind: 'conflict', says: 'This was undone already.' });
  if (decision.decided_at < at - UNDONE_WITHIN_MS) {
    return refuse({ kind: 'conflict', says: 'This is more than 30 days ago; decide anew instead.' });
  }
  const before = decision.before as Before | null;
  const touched = await touchedBy(trx, network, owner, decision.decided_at);
  const ids = touched.map(({ object }) => object);
  const posts = await lockPosts(trx, network, sql`p.id = any(${ids}::uuid[]) and p.deleted_at is null`);
  if (await isDecidedAnew(trx, network, owner, ids, { since: decision.decided_at, before }))
    return decidedAnew;
  const renewed = await renewedBy(trx, network, owner, decision.decided_at);
  return ok({ id, owner, before, touched, renewed, posts });
}

async function touchedBy(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  decided: Instant,
): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select g.id, g.object_kind as kind, g.object_id as object, g.ended, g.actions, g.purpose, a.terms as any,
      a.except_keys as except, g.conditions, g.valid_until as until, g.would_end as "wouldEnd",
      g.review_by as "reviewBy", coalesce(g.reviewed_at, g.valid_from) as since
    from ${grantsOfDecisions({ network, owner, times: [decided] })} g
    join community.audience a on a.network_id = ${network} and a.id = g.audience_id order by g.id`.execute(
    trx,
  );
  return rows;
}

async function renewedBy(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  decided: Instant,
): Promise<Renewed[]> {
  const { rows } = await sql<Renewed>`
    select r.grant_id as id, r.review_by as "reviewBy", r.reviewed_at as "reviewedAt" from community.renewal r
    where r.network_id = ${network} and r.owner_id = ${owner} and r.renewed_at = ${instantValue(decided)}
    order by r.grant_id`.execute(trx);
  return rows;
}

/** Whether anything of the same kind was given or ended on one of the things since, the same was carried forward again, or the same beside grants was changed. */
async function isDecidedAnew(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  objects: readonly ObjectId[],
  { since, before }: { readonly since: Instant; readonly before: Before | null },
): Promise<boolean> {
  const then = instantValue(since);
  const { rows } = await sql<{ anew: boolean }>`select exists (
      select 1 from ${grantsOfDecisions({ network, owner, times: [since] })} was
      join community."grant" g on g.network_id = ${network} and g.owner_id = ${owner}
        and g.object_id = was.object_id and g.object_kind = was.object_kind and g.purpose = was.purpose
        and g.actions && was.actions
      where g.object_id = any(${[...objects]}::uuid[])
        and (g.valid_from > ${then} or (g.would_end is not null and g.valid_until > ${then})))
    or exists (
      select 1 from community.renewal was
      join community."grant" g on g.network_id = ${network} and g.owner_id = ${owner} and g.id = was.grant_id
      where was.network_id = ${network} and was.owner_id = ${owner} and was.renewed_at = ${then}
        and ((g.would_end is not null and g.valid_until > ${then}) or exists (
          select 1 from community.renewal r where r.network_id = ${network} and r.owner_id = ${owner}
            and r.grant_id = was.grant_id and r.renewed_at > ${then})))
    or ${
      // What is shown of attributes is known by their copies.
      before === null || before.is === 'shown'
        ? sql`false`
        : sql`exists (
      select 1 from community.decision d where d.network_id = ${network} and d.owner_id = ${owner}
        and d.before ->> 'is' = ${before.is} and d.decided_at > ${then} and d.undone_at is null
        and ${before.is === 'preferred' ? sql`d.before ->> 'function' = ${before.function}` : sql`true`})`
    } as anew`.execute(trx);
  return rows[0]?.anew ?? false;
}
