import { sql } from 'kysely';
import { DUE_BEFORE_MS } from '../../privacy/review.ts';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { GRANTABLE_KINDS } from '../grants/grantable.ts';
import { notifyOfOneself } from '../notifications/of-oneself.ts';
import { isDue } from './held.ts';

const WEEK_MS = 7 * DAY_MS;
/** A Monday, 6 o'clock, UTC. */
const FIRST_BEAT = Date.UTC(2026, 0, 5, 6);
/** Notices are kept for longer than a grant is due. */
const KEPT_MS = 120 * DAY_MS;
/** Members who are told in one transaction. */
const CHUNK = 200;

/** When members were last to be told. All at one time, so that it tells nothing of any of them. */
export const beatOf = (at: Instant): Instant => at - ((at - FIRST_BEAT) % WEEK_MS);

/**
 * Tells members, once a week, that something of what they decided is due to be looked at again; nothing of what, or how
 * much. What has become due since the beat waits for the next: else the time would tell when it was decided. Whoever is
 * suspended can't look, and isn't told. Of what is an organisation's, whoever keeps its house is told; where nobody does,
 * nothing ends.
 */
export async function tellDue(deps: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  const { community } = deps.store;
  await sql`delete from community.check_up_notice where told_at < ${instantValue(at - KEPT_MS)}`.execute(
    community,
  );
  for (let owners = await untold(deps, at); owners.length > 0; owners = await untold(deps, at)) {
    await community.transaction().execute(async (trx) => {
      for (const { network, owner, keepers } of owners) {
        const { rows } = await sql`
          insert into community.check_up_notice (network_id, owner_id, week, told_at)
          values (${network}, ${owner}, ${timestamp(beatOf(at))}::timestamptz, ${timestamp(at)}::timestamptz)
          on conflict do nothing returning 1`.execute(trx);
        // Another process tells them.
        if (rows.length === 0) continue;
        for (const to of keepers ?? [owner])
          await notifyOfOneself(deps, trx, network, to, 'check_up', at, owner);
      }
    });
  }
}

interface Owner {
  readonly network: NetworkId;
  readonly owner: ActorId;
  /** Of an organisation: who looks at it in its place. */
  readonly keepers: readonly ActorId[] | null;
}

/** Those who keep the house of the organisation `a`, and can look. */
const keepersOf = (at: Instant): Sql<unknown> => {
  const now = instantValue(at);
  return sql`from community.organisation_role k where k.network_id = a.network_id and k.organisation_id = a.id
    and k.valid_from <= ${now} and k.valid_until > ${now} and not exists (select 1 from community.suspension s
      where s.network_id = k.network_id and s.actor_id = k.actor_id and s.valid_from <= ${now} and s.valid_until > ${now})`;
};

async function untold({ store }: Pick<Deps, 'store'>, at: Instant): Promise<readonly Owner[]> {
  const now = instantValue(at);
  const beat = beatOf(at);
  const { rows } = await sql<Owner>`
    select distinct g.network_id as network, g.owner_id as owner, case when a.kind = 'organisation' then array(
      select k.actor_id::text ${keepersOf(at)} order by 1) end as keepers from community."grant" g
    join community.actor a on a.network_id = g.network_id and a.id = g.owner_id
      and (a.kind = 'persona' or a.kind = 'organisation' and exists (select 1 ${keepersOf(at)}))
    where ${isDue(beat + DUE_BEFORE_MS)} and g.valid_from <= ${instantValue(beat)} and g.valid_until > ${now}
      and g.object_kind = any(${[...GRANTABLE_KINDS]}::text[])
      and not exists (select 1 from community.check_up_notice n where n.network_id = g.network_id
        and n.owner_id = g.owner_id and n.week = ${instantValue(beat)})
      and not exists (select 1 from community.suspension s where s.network_id = g.network_id
        and s.actor_id = g.owner_id and s.valid_from <= ${now} and s.valid_until > ${now})
    order by 1, 2 limit ${CHUNK}`.execute(store.community);
  return rows;
}
