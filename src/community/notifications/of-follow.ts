import { type Kysely, sql } from 'kysely';
import { followersKey } from '../../privacy/audience.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { isTold, standsForAsked } from '../connections/request-life.ts';
import type { Consequence } from '../outbox/enqueue.ts';
import { notify } from './notify.ts';
import { isUnwelcome } from './unwelcome.ts';

/** Tells an actor of a follower, or of a request to follow, if it still stands. */
export async function notifyOfFollow(
  deps: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  of: Extract<Consequence, { kind: 'followed' | 'follow-requested' }>,
  happened: Instant,
  at: Instant,
): Promise<void> {
  const [from, to] = of.kind === 'followed' ? [of.follower, of.followed] : [of.from, of.to];
  const stands =
    of.kind === 'followed'
      ? sql`select 1 from community.tie t where t.network_id = ${network} and t.member_id = ${from}
          and t.set_key = ${followersKey(to)} and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}`
      : sql`select 1 from community.tie_request r where r.network_id = ${network} and r.from_id = ${from}
          and r.to_id = ${to} and r.kind = 'follow' and ${standsForAsked('r', at)} and ${isTold('r', happened)}`;
  const { rows } = await stands.execute(trx);
  if (rows.length === 0 || (await isUnwelcome(trx, network, to, from, at))) return;
  const kind = of.kind === 'followed' ? 'follow' : 'follow_request';
  await notify(deps, trx, network, { kind, to, from, post: null }, happened);
}
