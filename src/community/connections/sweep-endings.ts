import { type Kysely, type RawBuilder, sql } from 'kysely';
import { connectionsKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { notify } from '../notifications/notify.ts';
import { endTies } from './connect.ts';
import { dropEndings, forgetNotice } from './endings.ts';
import { lockPair } from './pair-lock.ts';

type Parts = Pick<Deps, 'store' | 'ids'>;

/** How long before a connection ends its owner is told. */
const NOTICE_MS = 7 * 24 * 3600_000;
/** Connections that one sweep works off at most: the next one goes on. */
const MOST = 1000;

interface Row {
  readonly network: NetworkId;
  readonly owner: ActorId;
  readonly other: ActorId;
  readonly endsAt: Instant | null;
  readonly toldAt: Instant | null;
  /** Dormant, or its owner has left the organisation. */
  readonly due: boolean;
  readonly connected: boolean;
}

/**
 * Tells owners of connections that are about to end by their wish, ends those of which they were told and that they
 * didn't keep, and forgets what has ended.
 */
export async function sweepEndings(deps: Parts, at: Instant): Promise<void> {
  for (const row of await dueRows(deps.store.community, at)) {
    await deps.store.community.transaction().execute(async (trx) => {
      await lockPair(trx, row.network, row.owner, row.other, at);
      // Changed, kept or ended meanwhile.
      const [still] = await dueRows(trx, at, row);
      if (still !== undefined) await step(trx, deps, still, at);
    });
  }
}

async function step(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  { network, owner, other, endsAt, toldAt, due, connected }: Row,
  at: Instant,
): Promise<void> {
  if (!connected) {
    await dropEndings(trx, network, owner, other);
    return;
  }
  const nears = endsAt !== null && endsAt - NOTICE_MS <= at;
  if (!due && !nears) {
    // They have talked again, or the owner has come back.
    await tell(trx, network, owner, other, null);
    await forgetNotice(trx, network, owner, other);
    return;
  }
  if (toldAt === null) {
    await tell(trx, network, owner, other, at);
    await notify(deps, trx, network, { kind: 'connection_ending', to: owner, from: other, post: null }, at);
    return;
  }
  if (due && toldAt + NOTICE_MS <= at) await endTies(trx, network, owner, other, at);
}

const tell = (
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  other: ActorId,
  at: Instant | null,
) =>
  trx
    .updateTable('community.connection_ending')
    .set({ told_at: at === null ? null : timestamp(at) })
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('other_id', '=', other)
    .execute();

/** Rows of which something is to be done. */
async function dueRows(
  db: Kysely<Database>,
  at: Instant,
  only?: Pick<Row, 'network' | 'owner' | 'other'>,
): Promise<Row[]> {
  const now = instantValue(at);
  const which =
    only === undefined
      ? sql`true`
      : sql`e.network_id = ${only.network} and e.owner_id = ${only.owner} and e.other_id = ${only.other}`;
  const { rows } = await sql<Row>`
    select * from (
      select e.network_id as network, e.owner_id as owner, e.other_id as other, e.ends_at as "endsAt",
        e.told_at as "toldAt", (${isDormant(at)} or ${hasLeft(at)}) as due,
        exists (select 1 from community.tie t where t.network_id = e.network_id and t.member_id = e.owner_id
          and t.set_key = ${sql.lit(connectionsKey('' as ActorId))} || e.other_id
          and t.valid_from <= ${now} and t.valid_until > ${now}) as connected
      from community.connection_ending e where ${which}) found
    where not connected or (due and ("toldAt" is null or "toldAt" <= ${instantValue(at - NOTICE_MS)}))
      or ("endsAt" <= ${instantValue(at + NOTICE_MS)} and "toldAt" is null)
      or ("toldAt" is not null and not due and ("endsAt" is null or "endsAt" > ${instantValue(at + NOTICE_MS)}))
    order by network, owner, other limit ${MOST}`.execute(db);
  return rows;
}

/**
 * Since `kept_at` and for so many months the two have not written to each other, and the owner has not answered,
 * mentioned, boosted, quoted or liked the other, nor been told that the other did. What the owner wasn't told of doesn't count: by it a connection would tell of hidden posts.
 */
const isDormant = (at: Instant): RawBuilder<boolean> => {
  const since = sql`${instantValue(at)} - make_interval(months => e.dormant_months)`;
  return sql`(e.dormant_months is not null and e.kept_at <= ${since}
    and not exists (select 1 from community.participant mine
      join community.participant theirs on theirs.network_id = mine.network_id
        and theirs.conversation_id = mine.conversation_id and theirs.actor_id = e.other_id and theirs.state = 'member'
      join community.conversation c on c.network_id = mine.network_id and c.id = mine.conversation_id
        and c.kind = 'direct'
      join community.message w on w.network_id = mine.network_id and w.conversation_id = c.id and w.sent_at > ${since}
      where mine.network_id = e.network_id and mine.actor_id = e.owner_id and mine.state = 'member')
    and not exists (select 1 from community.notification n where n.network_id = e.network_id
      and n.owner_id = e.owner_id and n.from_id = e.other_id and n.created_at > ${since}
      and n.kind in ('mention', 'favourite', 'reblog', 'quote'))
    and not exists (select 1 from community.post p
      where p.network_id = e.network_id and p.author_id = e.owner_id and p.created_at > ${since} and (
        exists (select 1 from community.post q where q.network_id = e.network_id
          and q.id in (p.reply_to, p.boost_of, p.quote_of) and q.author_id = e.other_id)
        or exists (select 1 from community.resource q where q.network_id = e.network_id
          and q.id in (p.reply_to, p.boost_of, p.quote_of) and q.owner_id = e.other_id)
        or exists (select 1 from community.post_mention m where m.network_id = e.network_id and m.post_id = p.id
          and m.actor_id = e.other_id)))
    and not exists (select 1 from community.favourite f join community.post q on q.network_id = f.network_id
      and q.id = f.post_id where f.network_id = e.network_id and f.actor_id = e.owner_id
      and f.created_at > ${since} and q.author_id = e.other_id))`;
};

const hasLeft = (at: Instant): RawBuilder<boolean> => sql`(e.leaving_id is not null and not exists (
  select 1 from community.tie s where s.network_id = e.network_id and s.member_id = e.owner_id
    and s.set_key = 'staff:' || e.leaving_id and s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)}))`;
