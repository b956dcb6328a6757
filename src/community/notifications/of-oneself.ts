import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';

/**
 * Tells a persona that one viewer looked at them unusually often, that their check-up is ready, that policies changed
 * something for them, that what they watch has shifted, or that something is there about their data, for them to answer or to
 * sign, in the place of an earlier notice of the kind. It comes from the persona itself, since of nobody else it tells.
 * @param of whose check-up it is, where the persona keeps an organisation's house
 */
export async function notifyOfOneself(
  { ids }: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  persona: ActorId,
  kind:
    | 'looked_at'
    | 'check_up'
    | 'policy_change'
    | 'sign_off'
    | 'data_breach'
    | 'data_request'
    | 'data_request_due'
    | 'data_breach_due'
    | 'review_due'
    | 'listening_shift',
  at: Instant,
  of: ActorId = persona,
): Promise<void> {
  const id = ids.next(`notification ${kind} ${persona}${of === persona ? '' : ` of ${of}`}`);
  await trx
    .deleteFrom('community.notification')
    .where('network_id', '=', network)
    .where('owner_id', '=', persona)
    .where('kind', '=', kind)
    .where('from_id', '=', of)
    .execute();
  await trx
    .insertInto('community.notification')
    .values({
      network_id: network,
      owner_id: persona,
      id,
      kind,
      from_id: of,
      post_id: null,
      created_at: timestamp(at),
    })
    .execute();
  await announce(trx, { network, kind: 'notify', id, at, to: persona });
}
