import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { tie, untie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { permittingActors } from '../actors/seen-actors.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { ASK, countTold, questionOf } from './connection-rules.ts';
import { beginEndings, dropEndings } from './endings.ts';
import { bothWays, lockPair } from './pair-lock.ts';
import { standsForAsker } from './request-life.ts';
import { ask, clearRequests } from './requests.ts';

type Parts = Pick<Deps, 'store' | 'ids'>;

export type ConnectState = 'connected' | 'requested';

/**
 * Asks to connect. Where the other has asked as well, the two are connected at once. Otherwise it is asked, whatever
 * follows: whether the other is told, has said no, or says yes by a rule is not to be told from the answer.
 * @param answer to the other's question
 */
export async function askToConnect(
  deps: Parts,
  viewer: Viewer,
  { to: target, answer }: { readonly to: ActorId; readonly answer: string | null },
  at: Instant,
): Promise<Result<ConnectState>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const other = await meet(deps, viewer, target, at);
  if (other === null) return absent;
  if (target === me.value) return refuse({ kind: 'invalid', says: 'One can’t connect with oneself.' });
  if (other.kind === 'group') {
    return refuse({ kind: 'invalid', says: 'This is a space: join it instead.' });
  }
  // Whoever asked it may be answered by asking back.
  if (viewer.actor?.kind === 'organisation' && other.kind === 'persona' && !other.requestedBy.connect) {
    return refuse({
      kind: 'invalid',
      says: 'An organisation asks other organisations; people ask it to connect.',
    });
  }
  if (other.connected) return ok('connected');
  const { network } = viewer;
  const [question, permitting] = await Promise.all([
    questionOf(deps, network, target),
    permittingActors(deps, viewer, [target], { ...ASK, at }),
  ]);
  const permits = permitting.has(target);
  return deps.store.community.transaction().execute(async (trx): Promise<Result<ConnectState>> => {
    if ((await lockPair(trx, network, me.value, target, at)).blocked) return absent;
    if (await hasAsked(trx, network, target, me.value, at)) {
      await connect(trx, deps, network, me.value, target, at);
      return ok('connected');
    }
    if (question !== null && answer === null && !other.requested.connect) {
      return refuse({ kind: 'invalid', field: 'answer', says: `answer the question first: ${question}` });
    }
    const asking = {
      answer,
      isHeard: async (isKnown: boolean) =>
        permits && (isKnown || (await countTold(trx, network, target, at))),
    };
    const request = { network, from: me.value, to: target, kind: 'connect' } as const;
    if (await ask(trx, deps, request, at, asking))
      await enqueue(trx, deps, network, { kind: 'connect-requested', from: me.value, to: target }, at);
    return ok('requested');
  });
}

/** Whether the request stands for the asker: also after a no, which whoever gave it may think better of. */
async function hasAsked(
  trx: Kysely<Database>,
  network: NetworkId,
  from: ActorId,
  to: ActorId,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.tie_request r where r.network_id = ${network}
    and r.from_id = ${from} and r.to_id = ${to} and r.kind = 'connect' and ${standsForAsker('r', at)}`.execute(
    trx,
  );
  return rows.length > 0;
}

/**
 * Connects the two, who follow each other from then on. Within a transaction that holds the pair's lock.
 * @param one by whose doing; the other is told
 */
export async function connect(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<void> {
  for (const [from, to] of bothWays(one, other)) {
    await tie(trx, network, connectionsKey(to), [from], at);
    await tie(trx, network, followersKey(to), [from], at);
  }
  await beginEndings(trx, network, one, other, at);
  await enqueue(trx, deps, network, { kind: 'connected', by: one, with: other }, at);
  await clearRequests(trx, network, one, other, ['connect', 'follow']);
}

/**
 * Ends the connection and the following that came with it, both ways. The other isn't told; where there is no
 * connection nothing changes.
 */
export async function disconnect(
  deps: Parts,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  const other = await meet(deps, viewer, target, at);
  if (me === undefined || other === null) return absent;
  if (!other.connected) return ok(null);
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me, target, at);
    await endTies(trx, viewer.network, me, target, at);
  });
  return ok(null);
}

/** Ends connection and follows between the two. Within a transaction that holds the pair's lock. */
export async function endTies(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<void> {
  for (const [from, to] of bothWays(one, other)) {
    await untie(trx, network, connectionsKey(to), [from], at);
    await untie(trx, network, followersKey(to), [from], at);
  }
  await dropEndings(trx, network, one, other);
}
