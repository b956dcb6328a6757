import { sql } from 'kysely';
import { type Audience, type Key, NO_ONE } from '../privacy/audience.ts';
import { type Conditions, NO_CONDITIONS } from '../privacy/conditions.ts';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { Grant } from '../privacy/grant.ts';
import type { Purpose } from '../privacy/purposes.ts';
import type {
  Action,
  ActorId,
  AudienceId,
  GrantId,
  Instant,
  Interval,
  Label,
  NetworkId,
  ObjectId,
  ObjectKind,
} from '../privacy/words.ts';
import type { Store } from './database.ts';
import { audienceOfKeys, audiencesById } from './known-audiences.ts';
import { param } from './prepared.ts';
import type { Sql } from './visibility/clauses.ts';

/**
 * Objects and the facts that decide about them as one list of rows of three kinds, so that one round trip brings both
 * and nothing is repeated for every combination. Lists come as text, which is read several times faster than arrays.
 */
export interface FactRow {
  /** An object with one of its grants (`o`), a tie (`t`), a suspension (`s`), or whatever else was asked for (`x`). */
  readonly row: 'o' | 't' | 's' | 'x';
  /** Of the object; of the member; of the suspended. */
  readonly id: string;
  /** Of a page, or null. */
  readonly place: number | null;
  readonly kind: ObjectKind;
  readonly owner_id: ActorId;
  readonly label: Label;
  readonly within: string | null;
  /** Of a tie its set; of an object the set through which it came. */
  readonly key: Key | null;
  readonly grant_id: GrantId | null;
  readonly audience_id: AudienceId;
  readonly actions: string;
  readonly purpose: Purpose;
  readonly conditions: string;
  readonly valid_from: Instant;
  readonly valid_until: Instant;
  readonly excluding_since: Instant;
  readonly review_by: Instant;
  readonly keys: string;
  /** What else was asked for; of the ties of many all who are in the set. */
  readonly extra: string | null;
}

/**
 * The rows of facts over a common table `object` (`place bigint`, `kind text`, `id uuid`, `owner_id uuid`, `label text`,
 * `within uuid[]`, `via text`), which stands before; the network is the param `network`.
 * @param ties the rows of {@link tiesOfOne} or {@link tiesOfMany}
 */
export function factRows(ties: Sql<unknown>): Sql<FactRow> {
  const network = sql`${param('network')}::uuid`;
  return sql`
  granted as materialized (
    select o.place, o.kind, o.id, o.owner_id, o.label, o.within, o.via, g.id as grant_id, g.audience_id, g.actions,
      g.purpose, g.conditions, g.valid_from, g.valid_until, g.excluding_since, g.review_by, coalesce(g.keys, (
        select array['*'] || a.keys from community.audience a where a.network_id = ${network} and a.id = g.audience_id)) as keys
    from object o left join community."grant" g
      on g.network_id = ${network} and g.object_id = o.id and g.object_kind = o.kind)
  select 'o' as row, id::text, place, kind, owner_id, label, within::text, via as key, grant_id, audience_id,
    actions::text, purpose, conditions::text, valid_from, valid_until, excluding_since, review_by, keys::text,
    null as extra
    from granted
  union all ${ties}
  union all
  select 's', s.actor_id::text, null, null, null, null, null, null, null, null, null, null, null, s.valid_from,
    s.valid_until, null, null, null, null
  from community.suspension s where s.network_id = ${network} and s.actor_id = any(array(select owner_id from granted))`;
}

/** The keys that the page's audiences speak of, those through which its objects came, and maybe more. */
const keysAsked = (more: Sql<unknown> | null): Sql<unknown> => sql`any(array(
  select unnest(granted.keys) from granted union all select via from granted where via is not null
  ${more === null ? sql`` : sql`union all ${more}`}))`;

/** The ties of one viewer, the param `viewer`: by far the most reads are for one. */
export const tiesOfOne = (): Sql<unknown> => sql`
  select 't', t.member_id::text, null, null, null, null, null, t.set_key, null, null, null, null, null, t.valid_from,
    t.valid_until, null, null, null, null
  from community.tie t where t.network_id = ${param('network')}::uuid and t.member_id = ${param('viewer')}::uuid
    and t.set_key = ${keysAsked(null)}`;

/**
 * The ties of many viewers, the param `viewers`: a row for each set, with all who are in it as one text.
 * @param more keys to ask for besides, as a subquery
 */
export const tiesOfMany = (more: Sql<unknown> | null): Sql<unknown> => sql`
  select 't', null, null, null, null, null, null, t.set_key, null, null, null, null, null, null, null, null, null, null,
    string_agg(t.member_id || ' ' || date_part('epoch', t.valid_from) * 1000 || ' '
      || date_part('epoch', t.valid_until) * 1000, e'\n')
  from community.tie t where t.network_id = ${param('network')}::uuid
    and t.member_id = any(${param('viewers')}::uuid[]) and t.set_key = ${keysAsked(more)}
  group by t.set_key`;

/** One more row, with what `extra` selects as its one text. */
export const extraRow = (extra: Sql<string>): Sql<unknown> => sql`
  union all
  select 'x', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, (${extra})`;

/** An object of the rows, not yet put together with what it is within. */
export interface KnownObject {
  /** Of a page, or null. */
  readonly place: number | null;
  readonly via: Key | null;
  readonly within: readonly ObjectId[];
  readonly facts: ObjectFacts;
}

/** What the rows say. */
export interface KnownFacts {
  readonly objects: readonly KnownObject[];
  readonly ties: ReadonlyMap<ActorId, ReadonlyMap<Key, readonly Interval[]>>;
}

interface Draft extends KnownObject {
  readonly facts: ObjectFacts & { readonly grants: Grant[]; readonly ownerSuspensions: Interval[] };
}

/** Puts the rows together. Only audiences of several sets that this process meets for the first time are asked for. */
export async function readFacts(
  store: Pick<Store, 'community'>,
  network: NetworkId,
  rows: readonly FactRow[],
): Promise<KnownFacts> {
  const audiences = await audiencesOf(store, network, rows);
  const objects = new Map<string, Draft>();
  const ties = new Map<ActorId, Map<Key, Interval[]>>();
  const suspensions = new Map<string, Interval[]>();
  for (const row of rows) {
    switch (row.row) {
      case 'o':
        addObject(objects, row, audiences);
        break;
      case 't':
        addTies(ties, row);
        break;
      case 's':
        append(suspensions, row.id, { from: row.valid_from, until: row.valid_until });
    }
  }
  for (const { facts } of objects.values()) {
    // Which of several grants gives the reason must not hang on where the rows happen to lie.
    if (facts.grants.length > 1) facts.grants.sort(oldestFirst);
    if (suspensions.size > 0) facts.ownerSuspensions.push(...(suspensions.get(facts.owner) ?? []));
  }
  return { objects: [...objects.values()], ties };
}

async function audiencesOf(
  store: Pick<Store, 'community'>,
  network: NetworkId,
  rows: readonly FactRow[],
): Promise<ReadonlyMap<AudienceId, Audience>> {
  const wanted = new Set<AudienceId>();
  for (const { grant_id, audience_id, keys } of rows) {
    if (grant_id !== null && audienceOfKeys(listOf<Key>(keys)) === undefined) wanted.add(audience_id);
  }
  return wanted.size === 0 ? NO_AUDIENCES : audiencesById(store, network, wanted);
}

const NO_AUDIENCES: ReadonlyMap<AudienceId, Audience> = new Map();

function addObject(
  objects: Map<string, Draft>,
  row: FactRow,
  audiences: ReadonlyMap<AudienceId, Audience>,
): void {
  // One that is of the page and above another of it comes twice.
  const name = `${row.place ?? ''} ${row.kind} ${row.id}`;
  let draft = objects.get(name);
  if (draft === undefined) {
    draft = {
      place: row.place === null ? null : Number(row.place),
      via: row.key,
      within: listOf<ObjectId>(row.within),
      facts: {
        kind: row.kind,
        id: row.id as ObjectId,
        owner: row.owner_id,
        label: row.label,
        ownerSuspensions: [],
        grants: [],
        within: [],
      },
    };
    objects.set(name, draft);
  }
  if (row.grant_id === null) return;
  draft.facts.grants.push({
    id: row.grant_id,
    audience: audienceOfKeys(listOf<Key>(row.keys)) ?? audiences.get(row.audience_id) ?? NO_ONE,
    actions: listOf<Action>(row.actions),
    purpose: row.purpose,
    conditions: row.conditions === '{}' ? NO_CONDITIONS : (JSON.parse(row.conditions) as Conditions),
    from: row.valid_from,
    until: row.valid_until,
    excludingSince: row.excluding_since,
    reviewBy: row.review_by,
  });
}

function addTies(ties: Map<ActorId, Map<Key, Interval[]>>, row: FactRow): void {
  const key = row.key as Key;
  if (row.extra === null) {
    append(setsOf(ties, row.id as ActorId), key, { from: row.valid_from, until: row.valid_until });
    return;
  }
  for (const line of row.extra.split('\n')) {
    const [member, from, until] = line.split(' ');
    append(setsOf(ties, member as ActorId), key, { from: Number(from), until: Number(until) });
  }
}

function setsOf(ties: Map<ActorId, Map<Key, Interval[]>>, member: ActorId): Map<Key, Interval[]> {
  let sets = ties.get(member);
  if (sets === undefined) {
    sets = new Map();
    ties.set(member, sets);
  }
  return sets;
}

/** PostgreSQL's text of an array of ids, keys or words, none of which it has to quote. */
function listOf<T extends string>(text: string | null): readonly T[] {
  if (text === null || text === '{}') return [];
  return text.slice(1, -1).split(',') as T[];
}

const oldestFirst = (one: Grant, other: Grant): number =>
  one.from - other.from || (one.id < other.id ? -1 : 1);

/** The viewer's ties with more of them; what is loaded of a set replaces what was known of it. */
export function withTies(
  known: ReadonlyMap<Key, readonly Interval[]>,
  more: ReadonlyMap<Key, readonly Interval[]> | undefined,
): ReadonlyMap<Key, readonly Interval[]> {
  return more === undefined ? known : new Map([...known, ...more]);
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
