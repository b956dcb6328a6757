import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, RequestId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { participationsOf } from '../../store/participations.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type DataRequest, type DataRequestKind, loadRequests, type Recipient } from './request.ts';

export interface NewRequest {
  /** Null is whoever runs the network. */
  readonly organisation: ActorId | null;
  readonly kind: DataRequestKind;
  readonly words: string;
}

/**
 * Files a request about the viewer's own data. Whoever waits or is suspended may as well: these are rights. An organisation
 * that the viewer may not see can be asked where it used something of theirs.
 * @param isSeen whether the viewer may see the organisation
 */
export async function fileRequest(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { organisation, kind, words }: NewRequest,
  isSeen: boolean,
  at: Instant,
): Promise<Result<DataRequest>> {
  const { actor, network } = viewer;
  if (actor === null) return refuse({ kind: 'unauthenticated', says: 'Sign in first.' });
  if (organisation !== null && !isSeen && !(await usedSomethingOf(deps, viewer, organisation))) return absent;
  const recipient: Recipient = organisation ?? network;
  const id = deps.ids.next(`data request ${actor.id}`) as RequestId;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<DataRequest>> => {
    // One after the other, so that two at once are one.
    await sql`select 1 from community.actor where network_id = ${network} and id = ${actor.id} for update`.execute(
      trx,
    );
    const open = await loadRequests(
      trx,
      network,
      sql`q.member_id = ${actor.id} and q.recipient_id = ${recipient} and q.kind = ${kind}`,
      { limit: 20, at },
    );
    if (open.some(({ status }) => status === 'open')) {
      return refuse({
        kind: 'conflict',
        says: 'You have asked for this already, and it isn’t answered yet; withdraw that request to ask anew.',
      });
    }
    const row = { network_id: network, id, member_id: actor.id, recipient_id: recipient, kind, words };
    await trx
      .insertInto('community.data_request')
      .values({ ...row, asked_at: timestamp(at) })
      .execute();
    const [made] = await loadRequests(trx, network, sql`q.id = ${id}`, { limit: 1, at });
    if (made === undefined) throw new Error('a request that was just filed is there');
    return ok(made);
  });
}

async function usedSomethingOf(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  organisation: ActorId,
): Promise<boolean> {
  const { rows } = await sql`select 1 from (${participationsOf(network, actor?.id ?? null)}) p
    join community.data_use u on u.network_id = ${network} and u.id = p.use_id
    where u.organisation_id = ${organisation} limit 1`.execute(store.community);
  return rows.length > 0;
}
