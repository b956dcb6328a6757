import { type Kysely, sql } from 'kysely';
import { ok } from '../../core/result.ts';
import { DUE_BEFORE_MS, TOLD_BEFORE_MS } from '../../privacy/review.ts';
import type { ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { loadViewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { GRANTABLE_KINDS } from '../grants/grantable.ts';
import { settleReview } from '../vault/settle-review.ts';
import { isDue } from './held.ts';

type Given = Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>;

/** Members of whom one sweep ends something at most, and grants of each: the next one goes on. */
const MOST_OWNERS = 500;
const MOST_GRANTS = 10_000;

/**
 * Ends what nobody carried forward by the date of its review, each owner's in a transaction of its own, as a decision
 * that can be undone. Only that of which its owner was told a week before, while it was due, and who could act since.
 */
export async function endUnrenewed(deps: Given, at: Instant): Promise<void> {
  const { rows } = await sql<{ network: NetworkId; owner: ActorId }>`
    select distinct g.network_id as network, g.owner_id as owner from community."grant" g
    join community.actor a on a.network_id = g.network_id and a.id = g.owner_id and a.kind <> 'group'
    where ${isOver(at)} order by 1, 2 limit ${MOST_OWNERS}`.execute(deps.store.community);
  const failures: unknown[] = [];
  for (const { network, owner } of rows) {
    // One member's doesn't keep the others' from ending.
    await endOf(deps, network, owner, at).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function endOf(deps: Given, network: NetworkId, owner: ActorId, at: Instant): Promise<void> {
  const viewer = await loadViewer(deps.store, network, owner);
  if (viewer === null) return;
  await settleReview(
    deps,
    viewer,
    owner,
    'not-renewed',
    // Some may have been carried forward meanwhile, or ended.
    async (db) => ok({ ended: await overOf(db, network, owner, at), shortened: [], renewed: [] }),
    at,
  );
}

async function overOf(
  db: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  at: Instant,
): Promise<{ grant: GrantId; object: ObjectId }[]> {
  const { rows } = await sql<{ grant: GrantId; object: ObjectId }>`
    select g.id as grant, g.object_id as object from community."grant" g
    where g.network_id = ${network} and g.owner_id = ${owner} and ${isOver(at)}
    order by g.review_by, g.id limit ${MOST_GRANTS}`.execute(db);
  return rows;
}

/** Whether a grant `g` is past its date, of which its owner was told in time. */
const isOver = (at: Instant): Sql<boolean> => {
  const now = instantValue(at);
  const inTime = instantValue(at - TOLD_BEFORE_MS);
  return sql`(${isDue(at)} and g.valid_from <= ${now} and g.valid_until > ${now}
    and g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])
    and exists (select 1 from community.check_up_notice n where n.network_id = g.network_id
      and n.owner_id = g.owner_id and n.told_at <= ${inTime}
      and n.told_at >= greatest(g.valid_from, g.review_by - make_interval(secs => ${DUE_BEFORE_MS / 1000})))
    and not exists (select 1 from community.suspension s where s.network_id = g.network_id
      and s.actor_id = g.owner_id and s.valid_from <= ${now} and s.valid_until > ${inTime}))`;
};
