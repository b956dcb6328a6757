import { sql } from 'kysely';
import { type Key, NETWORK } from '../privacy/audience.ts';
import type { Conditions } from '../privacy/conditions.ts';
import type { ActorId, Instant, Interval, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { instantOfJson, type JsonInstant, millisecondsOf } from './json-instant.ts';
import { param, template } from './prepared.ts';
import { timestamp } from './time.ts';
import { isAcquainted } from './visibility/lockdown.ts';
import { APART, type Sql } from './visibility/sql.ts';

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

/** Actors whom the same grants let be seen, each grant written once. */
export interface PresenceGroup {
  readonly people: readonly ActorId[];
  readonly any: readonly (readonly Key[])[];
  readonly except: readonly Key[];
  readonly conditions: Conditions;
  /** Null where there are no exclusions. */
  readonly excludingSince: Instant | null;
}

/** Members who were in a set over one and the same time. */
export interface TieGroup {
  readonly key: Key;
  readonly interval: Interval;
  readonly people: readonly ActorId[];
}

export interface ReverseFacts {
  /** Live members of the network, in the order of their ids. */
  readonly members: readonly ActorId[];
  /** Those of them who are organisations or groups. */
  readonly others: ReadonlySet<ActorId>;
  readonly suspended: ReadonlySet<ActorId>;
  readonly ties: readonly TieGroup[];
  /** Live grants to see the members, as such. */
  readonly presences: readonly PresenceGroup[];
  /** The asker's own ties in the sets of which those grants speak. */
  readonly askerTies: ReadonlyMap<Key, readonly Interval[]>;
  /** Whom the asker is connected with, follows or is followed by. */
  readonly tied: ReadonlySet<ActorId>;
  readonly blocked: ReadonlySet<ActorId>;
  /** While the asker is in lockdown, else empty: since when each is a member, and to whom the asker is no stranger. */
  readonly since: ReadonlyMap<ActorId, Instant>;
  readonly acquainted: ReadonlySet<ActorId>;
}

interface Row {
  members: string | null;
  others: ActorId[] | null;
  suspended: ActorId[] | null;
  ties: [Key, JsonInstant, JsonInstant, string][] | null;
  presences: [Key[][], Key[], Conditions, JsonInstant | null, string][] | null;
  excepting: Row['presences'];
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
    members: idsOf(row.members),
    others: new Set(row.others),
    suspended: new Set(row.suspended),
    ties: (row.ties ?? []).map(([key, from, until, people]) => ({
      key,
      interval: { from: instantOfJson(from), until: instantOfJson(until) },
      people: idsOf(people),
    })),
    askerTies,
    presences: [...(row.presences ?? []), ...(row.excepting ?? [])].map(
      ([any, except, conditions, since, people]) => ({
        people: idsOf(people),
        any,
        except,
        conditions,
        excludingSince: since === null ? null : instantOfJson(since),
      }),
    ),
    tied: new Set(idsOf(row.tied)),
    blocked: new Set(idsOf(row.blocked)),
    since: new Map((row.since ?? []).map(([id, from]) => [id, instantOfJson(from)])),
    acquainted: new Set(idsOf(row.acquainted)),
  };
}

const idsOf = (text: string | null): ActorId[] =>
  text === null || text === '' ? [] : (text.split(',') as ActorId[]);

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
  const live = (alias: string): Sql<boolean> =>
    sql`(${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now})`;
  const locked = sql`exists (select 1 from community.lockdown l where l.network_id = ${network} and l.owner_id = ${asker}
    and ${live('l')})`;
  const inNetwork = sql`t.network_id = ${network} and t.set_key = 'network' and ${live('t')}`;
  // Some are looked up one by one: among very many members, who is in a set is not found by going through them all.
  const members = isWhole
    ? sql`select t.member_id as id from community.tie t where ${inNetwork}`
    : sql`select x.id from (
        select unnest(${param('among_ids')}::uuid[]) as id
        union
        select s.member_id from community.tie s where s.network_id = ${network}
          and s.set_key = any(${param('among_keys')}::text[]) and ${live('s')}) x
      where exists (select 1 from community.tie t where t.member_id = x.id and ${inNetwork} ${APART})`;
  const shown = sql`g.network_id = ${network} and g.object_kind = 'presence' and 'see' = any(g.actions)
    and g.purpose = 'reading' and ${live('g')}
    and ${isWhole ? sql`true` : sql`g.object_id = any(array(select id from member))`}`;
  return sql<Row>`
    with member as materialized (
      ${members}),
    presence as materialized (
      select g.audience_id, g.conditions, string_agg(g.object_id::text, ',') as ids
      from community."grant" g where ${shown} group by g.audience_id, g.conditions),
    presence_audience as materialized (
      select a.id, a.terms, a.except_keys, a.keys from community.audience a
      where a.network_id = ${network} and a.id in (select audience_id from presence))
    select (select string_agg(id::text, ',' order by id) from member) as members,
      (select json_agg(a.id) from community.actor a where a.network_id = ${network} and a.kind <> 'persona') as others,
      (select json_agg(s.actor_id) from community.suspension s
        where s.network_id = ${network} and ${live('s')}) as suspended,
      (select json_agg(json_build_array(x.set_key, ${millisecondsOf('x.valid_from')}, ${millisecondsOf('x.valid_until')}, x.ids)) from (
        select t.set_key, t.valid_from, t.valid_until, string_agg(t.member_id::text, ',') as ids
        from community.tie t where t.network_id = ${network} and t.set_key = any(${param('asked')}::text[])
          and t.valid_from <= ${now} and t.valid_until > ${param('since')}::timestamptz
          and t.member_id in (select id from member)
        group by t.set_key, t.valid_from, t.valid_until) x) as ties,
      (select json_agg(json_build_array(a.terms, a.except_keys, p.conditions, null, p.ids))
        from presence p join presence_audience a on a.id = p.audience_id where a.except_keys = '{}') as presences,
      (select json_agg(json_build_array(x.terms, x.except_keys, x.conditions, ${millisecondsOf('x.excluding_since')}, x.ids)) from (
        select a.terms, a.except_keys, g.conditions, g.excluding_since, string_agg(g.object_id::text, ',') as ids
        from presence_audience a join community."grant" g on g.audience_id = a.id
        where a.except_keys <> '{}' and ${shown} group by 1, 2, 3, 4) x) as excepting,
      (select json_agg(json_build_array(t.set_key, ${millisecondsOf('t.valid_from')}, ${millisecondsOf('t.valid_until')}))
        from community.tie t where t.network_id = ${network} and t.member_id = ${asker}
          and t.set_key in (select unnest(b.keys) from presence_audience b)) as asker_ties,
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
