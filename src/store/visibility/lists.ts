import { sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { Question } from '../../privacy/facts.ts';
import type {
  ActorId,
  ActorKind,
  ConversationOrigin,
  Instant,
  NetworkId,
  ObjectId,
  ObjectKind,
} from '../../privacy/words.ts';
import { instantValue } from '../time.ts';
import type { Viewer } from '../viewer.ts';
import { holderOf, may } from './clauses.ts';
import { bornAtSql, type ObjectSql, originOf } from './object-sql.ts';
import { APART, type Sql, type ViewerSql } from './sql.ts';

/** Of a viewer, what decides whatever they look at. */
export type Looking = Pick<Viewer, 'network' | 'networkFacts' | 'actor'>;

/** A viewer who is known when the query is written; null is a visitor. */
export const constantViewer = (actor: { id: ActorId; kind: ActorKind } | null): ViewerSql => ({
  id: sql`${actor?.id ?? null}::uuid`,
  kind: sql`${actor?.kind ?? null}::text`,
});

/** The columns of a table of objects; `alias` is the table's in the query. */
export function columnsOf(kind: ObjectKind, alias: string): ObjectSql {
  const ref = <T>(column: string): Sql<T> => sql.ref<T>(`${alias}.${column}`);
  switch (kind) {
    case 'post':
      return {
        kind,
        id: ref('id'),
        owner: ref('author_id'),
        label: ref('label'),
        within: ref<string[]>('within'),
        on: ref<string | null>('on_resource'),
        since: bornAtSql(ref('id')),
      };
    case 'attribute':
      return {
        kind,
        id: ref('id'),
        owner: ref('actor_id'),
        label: ref('label'),
        within: null,
        attribute: ref<AttributeKind>('kind'),
        conversation: originOf(ref('network_id'), ref('conversation_id')),
        since: sql<number>`(date_part('epoch', ${ref('disclosed_at')}) * 1000)`,
      };
    case 'presence':
    case 'attributes':
    case 'posts':
    case 'ties':
    case 'staff':
      return { kind, id: ref('id'), owner: ref('id'), label: sql`'public'`, within: null };
    case 'message':
      return {
        kind,
        id: ref('id'),
        owner: ref('sender_id'),
        label: ref('label'),
        within: null,
        conversation: originOf(ref('network_id'), ref('conversation_id')),
        since: bornAtSql(ref('id')),
      };
    case 'resource':
      return {
        kind,
        id: ref('id'),
        owner: ref('owner_id'),
        label: ref('label'),
        within: ref<string[]>('within'),
        since: bornAtSql(ref('id')),
        inherits: { flag: ref<boolean>('inherits'), from: ref<string[]>('within') },
      };
  }
}

/**
 * The list filter: rows of the aliased table of `kind` that the viewer may act on.
 * @param question for `see` and `reading` where nothing else is meant
 */
export const mayFilter = (
  { network, networkFacts: { policies }, actor }: Looking,
  question: Question,
  kind: ObjectKind,
  alias: string,
): Sql<boolean> =>
  may({ network, policies, question, viewer: constantViewer(actor), object: columnsOf(kind, alias) });

/** The reverse list: actors `alias` of the network who may do what is asked to one object. */
export function mayReverse(
  { network, networkFacts: { policies } }: Omit<Looking, 'actor'>,
  question: Question,
  object: {
    kind: ObjectKind;
    id: ObjectId;
    owner: ActorId;
    label: string;
    within: readonly ObjectId[];
    on?: ObjectId | null;
    inherits?: boolean;
    attribute?: AttributeKind;
    conversation?: ConversationOrigin;
    since?: Instant;
  },
  alias: string,
): Sql<boolean> {
  const id = sql.ref<string>(`${alias}.id`);
  const within = sql<string[]>`${[...object.within]}::uuid[]`;
  const one: ObjectSql = {
    kind: object.kind,
    id: sql`${object.id}::uuid`,
    owner: sql`${object.owner}::uuid`,
    label: sql`${object.label}::text`,
    within: object.within.length === 0 ? null : within,
    ...(object.on ? { on: sql`${object.on}::uuid` } : {}),
    ...(object.inherits === true ? { inherits: { flag: sql`true`, from: within } } : {}),
    ...(object.attribute === undefined ? {} : { attribute: sql`${object.attribute}::text` }),
    ...(object.conversation === undefined ? {} : { conversation: sql`${object.conversation}::text` }),
    ...(object.since === undefined ? {} : { since: sql`${object.since}::float8` }),
  };
  const viewer = { id, kind: sql.ref<string>(`${alias}.kind`) };
  const rule = may({ network, policies, question, viewer, object: one });
  const granted = reached(network, holderOf(network, one), id, question.at);
  return sql`((${id} = ${object.owner}::uuid or ${granted}) and ${rule})`;
}

/**
 * Whether the actor is in the anchor of a term of a grant on the object, or a term is open to outsiders: a sound
 * superset of those whom its grants admit, found at once by the terms' sets, so that the rule needn't be asked for
 * everybody.
 */
function reached(
  network: NetworkId,
  object: Sql<string | null>,
  actor: Sql<string>,
  at: number,
): Sql<boolean> {
  const now = instantValue(at);
  const terms = sql`community."grant" r_grant join community.audience_term r_term
    on r_term.network_id = ${network} and r_term.audience_id = r_grant.audience_id
    where r_grant.network_id = ${network} and r_grant.object_id = ${object}`;
  return sql`(exists (select 1 from ${terms} and r_term.outsiders)
    or 'persona:' || ${actor} in (select r_term.anchor from ${terms})
    or ${actor} in (select r_tie.member_id from community.tie r_tie
      where r_tie.network_id = ${network} and r_tie.set_key = any(array(select r_term.anchor from ${terms}))
        and r_tie.valid_from <= ${now} and r_tie.valid_until > ${now}))`;
}

/**
 * Ids of the audiences in one of whose terms the viewer is: a sound superset for filters, found by the viewer's sets
 * instead of by the objects. The predicate itself is still to be asked.
 */
export function admittedAudiences(
  network: NetworkId | Sql<NetworkId>,
  actor: ActorId | null | Sql<string | null>,
  at: Instant | Sql<Instant>,
): Sql<string> {
  const now = typeof at === 'number' ? instantValue(at) : at;
  const who = sql`${actor}::uuid`;
  const held = sql`array(
    select h.set_key from community.tie h where h.network_id = ${network}::uuid and h.member_id = ${who}
      and h.valid_from <= ${now} and h.valid_until > ${now}
    union all select 'everyone'
    union all select unnest(array['signed-in', 'persona:' || ${who}]) where ${who} is not null)`;
  return sql`(select t.audience_id from community.audience_term t
    where t.network_id = ${network}::uuid and t.anchor = any(${held}) and t.keys <@ ${held})`;
}

/**
 * Whether the viewer is or was in one of the sets: where they are those of all grants on a thing, a sound superset of
 * what the grants admit the viewer to, found by the thing. The predicate itself is still to be asked.
 */
export const holdsSomeOf = (
  keys: Sql<Key[]>,
  network: Sql<NetworkId>,
  actor: Sql<ActorId | null>,
): Sql<boolean> => sql`(
  ${keys} && array['everyone', 'signed-in', 'persona:' || ${actor}::uuid]
  or exists (select 1 from community.tie v_some where v_some.network_id = ${network}::uuid
    and v_some.member_id = ${actor}::uuid and v_some.set_key = any(${keys}) ${APART}))`;
