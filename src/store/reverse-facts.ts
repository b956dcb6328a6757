import { sql } from 'kysely';
import { type Key, NETWORK } from '../privacy/audience.ts';
import type { ActorId, Instant, Interval, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { instantOfJson, type JsonInstant, millisecondsOf } from './json-instant.ts';
import { param, template } from './prepared.ts';
import { idsOf } from './presences/facts.ts';
import { timestamp } from './time.ts';
import { isAcquainted } from './visibility/lockdown.ts';
import type { Sql } from './visibility/sql.ts';

/** Whose facts are asked for. */
export interface Reverse {
  readonly network: NetworkId;
  /** Who asks: their own ties and blocks come along. */
  readonly asker: ActorId;
  /** Sets that the decisions will speak of, of those into which the asker may look. */
  readonly keys: readonly Key[];
  /** All members of the network, or those of them in one of the sets, or named. */
  readonly among: 'network' | { readonly keys: readonly Key[]; readonly ids: readonly ActorId[] };
  /** Ties that ended after it are wanted too: what excluded once is frozen. */
  readonly since: Instant;
}

/** Members who were in a set over one and the same time. */
export interface TieGroup {
  readonly key: Key;
  readonly interval: Interval;
  readonly people: readonly ActorId[];
}

export interface ReverseFacts {
  readonly ties: readonly TieGroup[];
  /** The asker's own ties, also those that have ended. */
  readonly askerTies: ReadonlyMap<Key, readonly Interval[]>;
  /** Whom the asker is connected with, follows or is followed by. */
  readonly tied: ReadonlySet<ActorId>;
  readonly blocked: ReadonlySet<ActorId>;
  /** While the asker is in lockdown, else empty: since when each is a member, and to whom the asker is no stranger. */
  readonly since: ReadonlyMap<ActorId, Instant>;
  readonly acquainted: ReadonlySet<ActorId>;
}

interface Row {
  ties: [Key, JsonInstant, JsonInstant, string][] | null;
  asker_ties: [Key, JsonInstant, JsonInstant][] | null;
  tied: string | null;
  blocked: string | null;
  since: [ActorId, JsonInstant][] | null;
  acquainted: string | null;
}

/**
 * The facts of many viewers about things of one asker, set by set: one round trip, for thousands. Lists of ids come as
 * text, which is read several times faster than arrays or JSON. Nothing is decided here.
 */
export async function loadReverseFacts(
  { community }: Pick<Store, 'community'>,
  reverse: Reverse,
  at: Instant,
): Promise<ReverseFacts> {
  const { network, asker, keys, among, since } = reverse;
  const asked = { asked: keys.filter((key) => key !== NETWORK), since: timestamp(Math.min(since, at)) };
  const values = { network, asker, now: timestamp(at), ...asked };
  const [row] =
    among === 'network'
      ? await reverseFacts.network.run(community, values)
      : await reverseFacts.some.run(community, { ...values, among_ids: among.ids, among_keys: among.keys });
  if (row === undefined) throw new Error('no row of facts');
  const askerTies = new Map<Key, Interval[]>();
  for (const [key, from, until] of row.asker_ties ?? []) {
    append(askerTies, key, { from: instantOfJson(from), until: instantOfJson(until) });
  }
  return {
    ties: (row.ties ?? []).map(([key, from, until, people]) => ({
      key,
      interval: { from: instantOfJson(from), until: instantOfJson(until) },
      people: idsOf(people),
    })),
    askerTies,
    tied: new Set(idsOf(row.tied)),
    blocked: new Set(idsOf(row.blocked)),
    since: new Map((row.since ?? []).map(([id, from]) => [id, instantOfJson(from)])),
    acquainted: new Set(idsOf(row.acquainted)),
  };
}

function append(sets: Map<Key, Interval[]>, key: Key, interval: Interval): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, [interval]);
  else known.push(interval);
}

/** Among all members of the network, or some of them. */
const reverseFacts = {
  network: template(() => reverseQuery(true)),
  some: template(() => reverseQuery(false)),
};

/** Over the params `network`, `asker`, `asked`, `now` and `since`, and `among_ids` and `among_keys` for some. */
function reverseQuery(isWhole: boolean): Sql<Row> {
  const network = sql<NetworkId>`${param('network')}::uuid`;
  const asker = sql<string>`${param('asker')}::uuid`;
  const now = sql`${param('now')}::timestamptz`;
  const since = sql`${param('since')}::timestamptz`;
  const live = (alias: string): Sql<boolean> =>
    sql`(${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now})`;
  const locked = sql`exists (select 1 from community.lockdown l where l.network_id = ${network} and l.owner_id = ${asker}
    and ${live('l')})`;
  // Some are looked up one by one: among very many members, who is in a set is not found by going through them all.
  const members = isWhole
    ? sql`select t.member_id as id from community.tie t
        where t.network_id = ${network} and t.set_key = 'network' and ${live('t')} and ${locked}`
    : sql`select unnest(${param('among_ids')}::uuid[]) as id
        union
        select s.member_id from community.tie s where s.network_id = ${network}
          and s.set_key = any(${param('among_keys')}::text[]) and ${live('s')}`;
  // Who is in a set all the time of which anything is asked needn't be told apart by when that began.
  const steady = (column: string, otherwise: string): Sql<unknown> =>
    sql`case when t.valid_from <= ${since} and t.valid_until > ${now} then ${sql.lit(otherwise)}::timestamptz
      else ${sql.ref(column)} end as ${sql.ref(column.slice(2))}`;
  return sql<Row>`
    with member as materialized (
      ${members})
    select
      (select json_agg(json_build_array(x.set_key, ${millisecondsOf('x.valid_from')}, ${millisecondsOf('x.valid_until')}, x.ids)) from (
        select t.set_key, ${steady('t.valid_from', '-infinity')}, ${steady('t.valid_until', 'infinity')},
          string_agg(t.member_id::text, ',') as ids
        from community.tie t where t.network_id = ${network} and t.set_key = any(${param('asked')}::text[])
          and t.valid_from <= ${now} and t.valid_until > ${since}
          ${isWhole ? sql`` : sql`and t.member_id in (select id from member)`}
        group by 1, 2, 3) x) as ties,
      (select json_agg(json_build_array(t.set_key, ${millisecondsOf('t.valid_from')}, ${millisecondsOf('t.valid_until')}))
        from community.tie t where t.network_id = ${network} and t.member_id = ${asker}) as asker_ties,
      (select string_agg(x.id::text, ',') from (
        select t.member_id as id from community.tie t where t.network_id = ${network}
          and t.set_key in ('connections:' || ${asker}, 'followers:' || ${asker}) and ${live('t')}
        union
        select case when t.set_key like 'followers:%' then substr(t.set_key, 11)::uuid end
        from community.tie t where t.network_id = ${network} and t.member_id = ${asker}
          and t.set_key like 'followers:%' and ${live('t')}) x) as tied,
      (select string_agg(b.blocked_id::text, ',') from community.block b
        where b.network_id = ${network} and b.blocker_id = ${asker} and ${live('b')}) as blocked,
      (select json_agg(json_build_array(x.id, ${millisecondsOf('x.since')})) from (
        select m.id, (select min(t.valid_from) from community.tie t where t.network_id = ${network}
          and t.member_id = m.id and t.set_key = 'network') as since
        from member m where ${locked}) x) as since,
      (select string_agg(m.id::text, ',') from member m
        where ${locked} and ${isAcquainted({ network, owner: asker, viewer: { id: sql`m.id` }, now })}) as acquainted`;
}
