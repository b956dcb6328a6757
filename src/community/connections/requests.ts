import { type Kysely, sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, RequestKind } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { REQUEST_LIFE } from './request-life.ts';

export interface Ask {
  readonly network: NetworkId;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly kind: RequestKind;
}

const whereAsk = ({ network, from, to, kind }: Ask) =>
  sql`network_id = ${network} and from_id = ${from} and to_id = ${to} and kind = ${kind}`;

/** What comes with a request to connect. */
export interface Asking {
  /** To the asked one's question. */
  readonly answer: string | null;
  /**
   * Whether the asked one's rules let it through; asked only of a request that is written.
   * @param isKnown the asked one was told today that this one asks: to tell them takes nothing more
   */
  isHeard(isKnown: boolean): Promise<boolean>;
}

const PLAIN: Asking = { answer: null, isHeard: async () => true };

/**
 * Writes a request, or lets one that stands stand. Where the last one was refused less than its life ago, or the asked
 * one's rules don't let it through, the new one stands for the asker alone.
 * @returns whether it stands for the asked one; whether they are told of it, `isTold` says
 */
export async function ask(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  request: Ask,
  at: Instant,
  { answer, isHeard }: Asking = PLAIN,
): Promise<boolean> {
  const { rows } = await sql<{
    created_at: Instant;
    refused_at: Instant | null;
    withdrawn_at: Instant | null;
    told_at: Instant | null;
  }>`select created_at, refused_at, withdrawn_at, told_at from community.tie_request where ${whereAsk(request)}
    for update`.execute(trx);
  const last = rows[0];
  const stands = last !== undefined && last.withdrawn_at === null && last.created_at > at - REQUEST_LIFE;
  if (stands) return false;
  const refused = last?.refused_at ?? null;
  const quiet = refused !== null && refused > at - REQUEST_LIFE;
  const told = last?.told_at ?? null;
  const isKnown = told !== null && told > at - DAY_MS;
  const heard = quiet || (await isHeard(isKnown));
  const tells = heard && !quiet && !isKnown;
  const row = {
    id: ids.next(`request ${request.kind} ${request.from} ${request.to}`),
    created_at: timestamp(at),
    refused_at: quiet ? timestamp(refused) : null,
    withdrawn_at: null,
    answer,
    unheard: !heard,
    told_at: tells ? timestamp(at) : told === null ? null : timestamp(told),
  };
  await trx
    .insertInto('community.tie_request')
    .values({
      network_id: request.network,
      from_id: request.from,
      to_id: request.to,
      kind: request.kind,
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['network_id', 'from_id', 'to_id', 'kind']).doUpdateSet(row))
    .execute();
  return !quiet && heard;
}

/** The asker takes the request back; a no that was given to it is remembered, and for a day that the other was told of it. */
export async function withdrawRequest(trx: Kysely<Database>, request: Ask, at: Instant): Promise<void> {
  await sql`update community.tie_request set withdrawn_at = ${timestamp(at)}::timestamptz
    where ${whereAsk(request)} and withdrawn_at is null`.execute(trx);
}

/** Forgets what was taken back and isn't needed any longer. */
export async function forgetWithdrawn(db: Kysely<Database>, at: Instant): Promise<void> {
  await db
    .deleteFrom('community.tie_request')
    .where('withdrawn_at', '<=', instantValue(at - DAY_MS))
    .where('refused_at', 'is', null)
    .execute();
}

/** A no: nobody is told, and for the asker the request stands until it lapses. */
export async function refuseRequest(trx: Kysely<Database>, request: Ask, at: Instant): Promise<void> {
  await sql`update community.tie_request set refused_at = ${timestamp(at)}::timestamptz
    where ${whereAsk(request)} and refused_at is null`.execute(trx);
}

/** Removes a request that was granted, or is needed no longer. */
export async function dropRequest(trx: Kysely<Database>, request: Ask): Promise<void> {
  await sql`delete from community.tie_request where ${whereAsk(request)}`.execute(trx);
}

/** Removes requests of the kinds between the two, both ways. */
export async function clearRequests(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  kinds: readonly RequestKind[],
): Promise<void> {
  await sql`delete from community.tie_request where network_id = ${network} and kind = any(${[...kinds]}::text[])
    and ((from_id = ${one} and to_id = ${other}) or (from_id = ${other} and to_id = ${one}))`.execute(trx);
}
