import { type Kysely, type RawBuilder, sql } from 'kysely';
import { connectionsKey, spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { isTold, standsForAsked } from '../connections/request-life.ts';
import type { Consequence } from '../outbox/enqueue.ts';
import { type NotificationKind, notify } from './notify.ts';
import { isUnwelcome } from './unwelcome.ts';

type Of = Extract<Consequence, { kind: 'connect-requested' | 'connected' | 'join-requested' | 'let-in' }>;

/** Tells of a connection or a place in a space, asked for or given, if it still stands. */
export async function notifyOfTie(
  deps: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  of: Of,
  happened: Instant,
  at: Instant,
): Promise<void> {
  const { kind, from, to } = telling(network, of, happened, at);
  for (const { id } of (await to.execute(trx)).rows) {
    if (await isUnwelcome(trx, network, id, from, at)) continue;
    await notify(deps, trx, network, { kind, to: id, from, post: null }, happened);
  }
}

interface Telling {
  readonly kind: NotificationKind;
  readonly from: ActorId;
  /** Selects `id`: whom to tell; nobody where it stands no longer. */
  readonly to: RawBuilder<{ id: ActorId }>;
}

function telling(network: NetworkId, of: Of, happened: Instant, at: Instant): Telling {
  const now = instantValue(at);
  const live = sql`t.valid_from <= ${now} and t.valid_until > ${now}`;
  switch (of.kind) {
    case 'connect-requested':
      return {
        kind: 'connect_request',
        from: of.from,
        to: sql`select r.to_id as id from community.tie_request r where r.network_id = ${network}
          and r.from_id = ${of.from} and r.to_id = ${of.to} and r.kind = 'connect' and ${standsForAsked('r', at)}
          and ${isTold('r', happened)}`,
      };
    case 'connected':
      return {
        kind: 'connect',
        from: of.by,
        to: sql`select t.member_id as id from community.tie t where t.network_id = ${network}
          and t.member_id = ${of.with} and t.set_key = ${connectionsKey(of.by)} and ${live}`,
      };
    case 'join-requested':
      return {
        kind: 'join_request',
        from: of.from,
        to: sql`select o.actor_id as id from community.tie_request r
          join community.space_role o on o.network_id = r.network_id and o.space_id = r.to_id
          where r.network_id = ${network} and r.from_id = ${of.from} and r.to_id = ${of.space} and r.kind = 'join'
            and o.role = 'administrator' and ${standsForAsked('r', at)} and ${isTold('r', happened)}`,
      };
    case 'let-in':
      return {
        kind: 'joined',
        from: of.space,
        to: sql`select t.member_id as id from community.tie t where t.network_id = ${network}
          and t.member_id = ${of.member} and t.set_key = ${spaceKey(of.space)} and ${live}`,
      };
  }
}
