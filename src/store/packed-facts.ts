import { type Kysely, sql } from 'kysely';
import { type Audience, type Key, keysOf } from '../privacy/audience.ts';
import { type Conditions, NO_CONDITIONS } from '../privacy/conditions.ts';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { Grant } from '../privacy/grant.ts';
import type { Purpose } from '../privacy/purposes.ts';
import {
  type Action,
  FOREVER,
  type GrantId,
  type NetworkId,
  type ObjectId,
  type ObjectKind,
} from '../privacy/words.ts';
import { instantOfJson, type JsonInstant, jsonOfInstant, millisecondsOf } from './json-instant.ts';
import type { Database } from './schema.ts';
import type { Sql } from './visibility/clauses.ts';

/** Parts the fields of a line of facts, none of which holds one. */
export const TAB = sql.raw(`e'\\t'`);

/**
 * A grant as JSON, with the audience that it is for. When it is to be looked at again decides nothing, and stands in the
 * table alone: to carry it forward packs nothing anew.
 */
export type PackedGrant = readonly [
  id: GrantId,
  actions: readonly Action[],
  purpose: Purpose,
  conditions: Conditions,
  from: JsonInstant,
  until: JsonInstant,
  excludingSince: JsonInstant,
  never: JsonInstant,
  any: Audience['any'],
  except: readonly Key[],
];

/** The same of `community.grant g` and `community.audience a`, as SQL. */
export const PACKED: Sql<string> = sql`json_build_array(g.id, g.actions, g.purpose, g.conditions,
  ${millisecondsOf('g.valid_from')}, ${millisecondsOf('g.valid_until')}, ${millisecondsOf('g.excluding_since')},
  ${sql.lit(jsonOfInstant(FOREVER))}, a.terms, a.except_keys)`;

export function unpackGrant([
  id,
  actions,
  purpose,
  conditions,
  from,
  until,
  excludingSince,
  _,
  any,
  except,
]: PackedGrant): Grant {
  return {
    id,
    audience: { any, except },
    actions,
    purpose,
    conditions: Object.keys(conditions).length === 0 ? NO_CONDITIONS : conditions,
    from: instantOfJson(from),
    until: instantOfJson(until),
    excludingSince: instantOfJson(excludingSince),
    reviewBy: FOREVER,
  };
}

/** An object as a line of facts has it, without its grants, which are then looked up. */
export const lineWithoutGrants = (
  kind: ObjectKind,
  id: Sql<string>,
  owner: Sql<string>,
  label: Sql<string>,
): Sql<string> =>
  sql`${sql.lit(kind)} || ${TAB} || ${id} || ${TAB} || ${owner} || ${TAB} || ${label} || ${TAB} || ${TAB}`;

/**
 * The same of an attribute, with its kind, in what conversation it is shown and since when; or of a message, with its
 * conversation alone: joined by commas, of which none holds one, and empty where it isn't known.
 */
export const lineWithOrigin = (line: Sql<string>, fields: readonly Sql<unknown>[]): Sql<string> =>
  sql`${line} || ${TAB} || concat(${sql.join(fields, sql`, ',', `)})`;

/** The same of a resource, with the folders around it, and whether it goes by their grants. */
export const lineOfResource = (
  id: Sql<string>,
  owner: Sql<string>,
  label: Sql<string>,
  within: Sql<string[]>,
  inherits: Sql<boolean>,
): Sql<string> =>
  sql`'resource' || ${TAB} || ${id} || ${TAB} || ${owner} || ${TAB} || ${label} || ${TAB} || ${within}::text || ${TAB}
    || ${TAB} || ${inherits}`;

/**
 * What stands in the row of a post that is new, of itself and its one grant: `facts` and `granted_keys`. The resource
 * that its thread hangs on comes last, where there is one.
 */
export function packedPost(
  post: Pick<ObjectFacts, 'id' | 'owner' | 'label'> & {
    readonly within: readonly ObjectId[];
    readonly on: ObjectId | null;
  },
  grant: Grant,
): { readonly facts: string; readonly keys: readonly Key[] } {
  const packed: PackedGrant = [
    grant.id,
    grant.actions,
    grant.purpose,
    grant.conditions,
    jsonOfInstant(grant.from),
    jsonOfInstant(grant.until),
    jsonOfInstant(grant.excludingSince),
    jsonOfInstant(FOREVER),
    grant.audience.any,
    grant.audience.except,
  ];
  const fields = [
    'post',
    post.id,
    post.owner,
    post.label,
    `{${post.within.join()}}`,
    JSON.stringify([packed]),
    ...(post.on === null ? [] : [post.on]),
  ];
  return { facts: fields.join('\t'), keys: keysOf(grant.audience) };
}

/**
 * Locks some posts before their grants are changed: who changes grants on posts takes the posts first, in the order of
 * their ids, so that no two wait for each other.
 * @param which posts, as a condition on `community.post p` of the network
 */
export async function lockPosts(
  db: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
): Promise<ObjectId[]> {
  const { rows } = await sql<{ id: ObjectId }>`select p.id from community.post p
    where p.network_id = ${network} and ${which} order by p.id for update`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Packs some posts anew, after a grant on them was changed and in the same transaction: until then, pages go by what
 * stood there. They were locked by an earlier statement: of two who change grants on one post the later so sees what the
 * earlier did.
 */
export async function packPosts(
  db: Kysely<Database>,
  network: NetworkId,
  ids: readonly ObjectId[],
): Promise<void> {
  if (ids.length === 0) return;
  const these = sql<boolean>`p.id = any(${[...ids]}::uuid[])`;
  await sql`update community.post p set facts = packed.facts, granted_keys = packed.keys
    from (${freshlyPacked(network, these)}) packed
    where p.network_id = ${network} and p.id = packed.id`.execute(db);
}

/** What is to stand in the rows of the posts: `network_id`, `id`, `facts` and `keys`. */
export function freshlyPacked(
  network: NetworkId | Sql<NetworkId>,
  which: Sql<boolean>,
): Sql<{ facts: string; keys: Key[] }> {
  const mine = sql`from community."grant" g
    join community.audience a on a.network_id = ${network} and a.id = g.audience_id
    where g.network_id = ${network} and g.object_id = p.id and g.object_kind = 'post'`;
  return sql`select p.network_id, p.id, 'post' || ${TAB} || p.id || ${TAB} || p.author_id || ${TAB} || p.label || ${TAB}
      || p.within::text || ${TAB} || coalesce((select json_agg(${PACKED} order by g.valid_from, g.id) ${mine})::text, '[]')
      || coalesce(${TAB} || p.on_resource, '') as facts,
    array(select distinct unnest(a.keys) ${mine}) as keys
    from community.post p where p.network_id = ${network} and ${which}`;
}
