import { sql } from 'kysely';
import type { Key } from '../privacy/audience.ts';
import type { Conditions } from '../privacy/conditions.ts';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { Grant } from '../privacy/grant.ts';
import type { Purpose } from '../privacy/purposes.ts';
import type {
  Action,
  ActorId,
  GrantId,
  Instant,
  Interval,
  Label,
  NetworkId,
  ObjectId,
  ObjectKind,
} from '../privacy/words.ts';
import type { Sql } from './visibility/clauses.ts';

/**
 * Facts as JSON: one value for each list of them, so that a page and all that decides about it comes in one row. Joined
 * rows would repeat each object for every combination of its grants and the viewer's ties.
 */

/** An instant as JSON has it; an infinite one is a text. */
export type JsonInstant = number | 'Infinity' | '-Infinity';

export type GrantJson = readonly [
  kind: ObjectKind,
  object: ObjectId,
  id: GrantId,
  terms: Key[][],
  except: Key[],
  actions: Action[],
  purpose: Purpose,
  conditions: Conditions,
  from: JsonInstant,
  until: JsonInstant,
  reviewBy: JsonInstant,
];
export type TieJson = readonly [member: ActorId, key: Key, from: JsonInstant, until: JsonInstant];
export type SuspensionJson = readonly [actor: ActorId, from: JsonInstant, until: JsonInstant];

/** Lists are null where they are empty. */
export interface FactsJson {
  readonly grants: readonly GrantJson[] | null;
  readonly ties: readonly TieJson[] | null;
  readonly suspensions: readonly SuspensionJson[] | null;
}

/** Milliseconds since the epoch. */
const ms = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`;

export const instantOfJson = (value: JsonInstant): Instant => Number(value);

/**
 * The common table `granted`: every grant on the rows of a common table `object` (`kind`, `id`, `owner_id`), with its
 * audience.
 */
export const grantedTable = (network: NetworkId) => sql`
  granted as materialized (
    select object.kind, object.id as object_id, g.id, g.actions, g.purpose, g.conditions, g.valid_from, g.valid_until,
      g.review_by, a.terms, a.except_keys, a.keys
    from object
    join community."grant" g on g.network_id = ${network} and g.object_id = object.id and g.object_kind = object.kind
    join community.audience a on a.network_id = ${network} and a.id = g.audience_id)`;

/** One whose ties are asked for: by far the most reads are for one viewer, and that is faster than an array of one. */
export const isMember = (viewer: ActorId | null): Sql<boolean> => sql`t.member_id = ${viewer}::uuid`;

/**
 * The columns of {@link FactsJson}, over `object` and `granted`.
 * @param members whose ties are asked for, a condition on the tie `t`
 * @param keys a subquery with more keys (`key text`) to ask for than those of the audiences
 */
export const factsColumns = (network: NetworkId, members: Sql<boolean>, keys: Sql<unknown>) => sql`
  (select json_agg(json_build_array(g.kind, g.object_id, g.id, g.terms, g.except_keys, g.actions, g.purpose,
      g.conditions, ${ms('g.valid_from')}, ${ms('g.valid_until')}, ${ms('g.review_by')})) from granted g) as grants,
  (select json_agg(json_build_array(t.member_id, t.set_key, ${ms('t.valid_from')}, ${ms('t.valid_until')}))
    from community.tie t where t.network_id = ${network} and ${members}
      and t.set_key = any(array(select unnest(granted.keys) from granted union ${keys}))) as ties,
  (select json_agg(json_build_array(s.actor_id, ${ms('s.valid_from')}, ${ms('s.valid_until')}))
    from community.suspension s
    where s.network_id = ${network} and s.actor_id = any(array(select owner_id from object))) as suspensions`;

const oldestFirst = (one: Grant, other: Grant): number =>
  one.from - other.from || (one.id < other.id ? -1 : 1);

/** The facts of each object, told by kind and id. */
export class KnownObjects {
  readonly #grants = new Map<string, Grant[]>();
  readonly #suspensions = new Map<ActorId, Interval[]>();

  constructor({ grants, suspensions }: FactsJson) {
    for (const json of grants ?? []) append(this.#grants, json[0] + json[1], grantOf(json));
    // Which of several grants gives the reason must not hang on where the rows happen to lie.
    for (const several of this.#grants.values()) if (several.length > 1) several.sort(oldestFirst);
    for (const [actor, from, until] of suspensions ?? []) {
      append(this.#suspensions, actor, intervalOf(from, until));
    }
  }

  object(
    kind: ObjectKind,
    { id, owner, label }: { readonly id: ObjectId; readonly owner: ActorId; readonly label: Label },
    within: readonly ObjectFacts[],
  ): ObjectFacts {
    return {
      kind,
      id,
      owner,
      label,
      ownerSuspensions: this.#suspensions.get(owner) ?? [],
      grants: this.#grants.get(kind + id) ?? [],
      within,
    };
  }
}

/** The ties of each viewer, added to those that are known. */
export function tiesByMember(ties: FactsJson['ties']): Map<ActorId, Map<Key, Interval[]>> {
  const found = new Map<ActorId, Map<Key, Interval[]>>();
  for (const [member, key, from, until] of ties ?? []) {
    let sets = found.get(member);
    if (sets === undefined) {
      sets = new Map();
      found.set(member, sets);
    }
    append(sets, key, intervalOf(from, until));
  }
  return found;
}

/** The viewer's ties with more of them; what is loaded of a set replaces what was known of it. */
export function withTies(
  known: ReadonlyMap<Key, readonly Interval[]>,
  more: ReadonlyMap<Key, readonly Interval[]> | undefined,
): ReadonlyMap<Key, readonly Interval[]> {
  return more === undefined ? known : new Map([...known, ...more]);
}

const intervalOf = (from: JsonInstant, until: JsonInstant): Interval => ({
  from: instantOfJson(from),
  until: instantOfJson(until),
});

const grantOf = ([
  ,
  ,
  id,
  any,
  except,
  actions,
  purpose,
  conditions,
  from,
  until,
  reviewBy,
]: GrantJson): Grant => ({
  id,
  audience: { any, except },
  actions,
  purpose,
  conditions,
  from: instantOfJson(from),
  until: instantOfJson(until),
  reviewBy: instantOfJson(reviewBy),
});

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
