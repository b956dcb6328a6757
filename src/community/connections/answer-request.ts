import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { followersKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, RequestKind } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { keepsOut } from '../lockdown/keeps-out.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { connect } from './connect.ts';
import { lockPair } from './pair-lock.ts';
import { standsForAsked, standsForAsker } from './request-life.ts';
import { type Ask, dropRequest, refuseRequest, withdrawRequest } from './requests.ts';

type Parts = Pick<Deps, 'store' | 'ids'>;

/** Names a request: by its id, or by who asked for what. */
export type RequestName = { readonly id: string } | { readonly from: ActorId; readonly kind: RequestKind };

/** Grants or refuses what the viewer was asked. Whoever asked learns of a yes by the tie, and of a no in no way. */
export async function answerRequest(
  deps: Parts,
  viewer: Viewer,
  name: RequestName,
  answer: 'approve' | 'refuse',
  at: Instant,
): Promise<Result<{ from: ActorId }>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  const { community } = deps.store;
  const asked = await findAsked(community, network, me.value, name, at);
  if (asked === null) return absent;
  return community.transaction().execute(async (trx) => {
    const { blocked } = await lockPair(trx, network, asked.from, asked.to, at);
    // Taken back or answered meanwhile.
    const still = await findAsked(trx, network, me.value, { from: asked.from, kind: asked.kind }, at);
    if (blocked || still === null) return absent;
    if (answer === 'refuse') await refuseRequest(trx, asked, at);
    else await grantRequest(trx, deps, asked, at);
    return ok({ from: asked.from });
  });
}

async function grantRequest(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  asked: Ask,
  at: Instant,
): Promise<void> {
  if (asked.kind === 'connect') {
    await connect(trx, deps, asked.network, asked.to, asked.from, at);
    return;
  }
  await tie(trx, asked.network, followersKey(asked.to), [asked.from], at);
  await dropRequest(trx, asked);
  await enqueue(trx, deps, asked.network, { kind: 'followed', follower: asked.from, followed: asked.to }, at);
}

/** Takes back what the viewer asked, by the request's id. */
export async function withdrawAsked(
  deps: Parts,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  const { rows } = await sql<{ to: ActorId; kind: RequestKind }>`select r.to_id as to, r.kind
    from community.tie_request r where r.network_id = ${viewer.network} and r.from_id = ${me} and r.id = ${id}::uuid
      and ${standsForAsker('r', at)}`.execute(deps.store.community);
  const row = rows[0];
  if (row === undefined) return absent;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me, row.to, at);
    await withdrawRequest(trx, { network: viewer.network, from: me, to: row.to, kind: row.kind }, at);
  });
  return ok(null);
}

/** A request that the viewer was asked and that waits; one by a suspended actor, or one who keeps the
 * viewer out, is not there. */
export async function findAsked(
  db: Kysely<Database>,
  network: NetworkId,
  me: ActorId,
  name: RequestName,
  at: Instant,
): Promise<Ask | null> {
  const which =
    'id' in name ? sql`r.id = ${name.id}::uuid` : sql`r.from_id = ${name.from} and r.kind = ${name.kind}`;
  const now = instantValue(at);
  const { rows } = await sql<{ from: ActorId; kind: RequestKind }>`select r.from_id as from, r.kind
    from community.tie_request r where r.network_id = ${network} and r.to_id = ${me} and ${which}
      and r.kind <> 'join' and ${standsForAsked('r', at)} and not exists (
        select 1 from community.suspension s where s.network_id = ${network} and s.actor_id = r.from_id
          and s.valid_from <= ${now} and s.valid_until > ${now})
      and not ${keepsOut(network, sql`r.from_id`, sql`r.to_id`, at)}`.execute(db);
  const row = rows[0];
  return row === undefined ? null : { network, from: row.from, to: me, kind: row.kind };
}
