import { sql } from 'kysely';
import { CONDITION_NAMES, minuteOfDay } from '../../privacy/conditions.ts';
import { toRead } from '../../privacy/decide.ts';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import { coveringPurposes } from '../../privacy/purposes.ts';
import { ACTIONS_ON_SEEN, LABELS, type NetworkId } from '../../privacy/words.ts';
import { instantValue } from '../time.ts';
import { isLockedOut } from './lockdown.ts';
import { bornAtSql, type ObjectSql } from './object-sql.ts';
import { noPolicyForbids } from './policies.ts';
import { APART, type Sql, type ViewerSql } from './sql.ts';

/**
 * The rule of `src/privacy/decide.ts` as SQL: one predicate over a viewer and an object, either of which may be a
 * constant or a column. With a constant viewer it filters a list; with a constant object it is the reverse list.
 */
export type { Sql } from './sql.ts';

/** Whose grants the object goes by: itself, or the nearest folder around it that has its own; null is nobody's. */
export const holderOf = (network: NetworkId, { id, inherits }: ObjectSql): Sql<string | null> =>
  inherits === undefined
    ? id
    : sql`(case when ${inherits.flag} then (
        select v_folder.id from unnest(${inherits.from}) with ordinality as v_around (id, n)
        join community.resource v_folder on v_folder.network_id = ${network} and v_folder.id = v_around.id
        where not v_folder.inherits order by v_around.n limit 1) else ${id} end)`;

export interface Asked {
  readonly network: NetworkId;
  /** Of the network. */
  readonly policies: NetworkFacts['policies'];
  readonly question: Question;
  readonly viewer: ViewerSql;
  readonly object: ObjectSql;
}

export type Predicate = (asked: Asked) => Sql<boolean>;

/** A fact's row is live at the question's instant. */
const live = (alias: string, { question }: Asked): Sql<boolean> => {
  const at = instantValue(question.at);
  return sql`(${sql.ref(`${alias}.valid_from`)} <= ${at} and ${sql.ref(`${alias}.valid_until`)} > ${at})`;
};

/** The viewer is in the set with this key at the instant; never null, of which "not" would make no denial. */
function holdsKey(asked: Asked, key: Sql<string>): Sql<boolean> {
  const { network, viewer } = asked;
  return sql`(${key} = 'everyone' or (${key} = 'signed-in' and ${viewer.id} is not null)
    or coalesce(${key} = 'persona:' || ${viewer.id}, false) or exists (
      select 1 from community.tie v_held where v_held.network_id = ${network} and v_held.member_id = ${viewer.id}
        and v_held.set_key = ${key} and ${live('v_held', asked)} ${APART}))`;
}

const noBlock: Predicate = (asked) => sql`not exists (
  select 1 from community.block v_block where v_block.network_id = ${asked.network} and ${live('v_block', asked)}
    and ((v_block.blocker_id = ${asked.viewer.id} and v_block.blocked_id = ${asked.object.owner})
      or (v_block.blocker_id = ${asked.object.owner} and v_block.blocked_id = ${asked.viewer.id})) ${APART})`;

const noLockdown: Predicate = ({ network, question, viewer, object }) =>
  object.kind === 'message'
    ? sql`true`
    : sql`not ${isLockedOut({ network, owner: object.owner, viewer, now: instantValue(question.at) })}`;

const noSuspension: Predicate = (asked) => sql`not exists (
  select 1 from community.suspension v_susp where v_susp.network_id = ${asked.network} and ${live('v_susp', asked)}
    and (v_susp.actor_id = ${asked.object.owner} or v_susp.actor_id = ${asked.viewer.id}) ${APART})`;

/** Predicates over the grant `v_grant`. */
const grantClauses = {
  action: ({ question }) => sql`${question.action} = any(v_grant.actions)`,
  purpose: ({ question }) => sql`v_grant.purpose = any(${[...coveringPurposes(question.purpose)]}::text[])`,
  begun: ({ question }) => sql`v_grant.valid_from <= ${instantValue(question.at)}`,
  notEnded: ({ question }) => sql`v_grant.valid_until > ${instantValue(question.at)}`,
  audience: (asked) => sql`exists (
    select 1 from community.audience_term v_term
    where v_term.network_id = ${asked.network} and v_term.audience_id = v_grant.audience_id
      and cardinality(v_term.keys) > 0
      and not exists (select 1 from unnest(v_term.keys) as v_key (key) where not ${holdsKey(asked, sql`v_key.key`)} ${APART})
      and (v_term.outsiders or ${holdsKey(asked, sql`'network'`)}) ${APART})`,
  // A look-up within a look-up, and no join: where the database is to join sets alone, what it expects of another way to join
  // outweighs all else that it has to choose.
  notExcluded: ({ network, viewer, question }) => sql`not exists (
    select 1 from community.audience v_aud
    where v_aud.network_id = ${network} and v_aud.id = v_grant.audience_id and (
      v_aud.except_keys && array['persona:' || ${viewer.id}, case when ${viewer.id} is not null then 'signed-in' end]
      or exists (
        select 1 from community.tie v_was where v_was.network_id = ${network}
          and v_was.member_id = ${viewer.id} and v_was.set_key = any(v_aud.except_keys)
          and v_was.valid_from <= ${instantValue(question.at)} and v_was.valid_until > v_grant.excluding_since ${APART})) ${APART})`,
  conditions: (asked) => sql`(v_grant.conditions = '{}' or (
    case when jsonb_typeof(v_grant.conditions) = 'object'
      then v_grant.conditions - ${[...CONDITION_NAMES]}::text[] = '{}' else false end
    and ${actorKindHolds(asked)} and ${hoursHold(asked)} and ${mutualHolds(asked)}))`,
} as const satisfies Record<string, Predicate>;

const actorKindHolds: Predicate = ({ viewer }) => sql`(not v_grant.conditions ? 'actorKinds' or (
  jsonb_typeof(v_grant.conditions -> 'actorKinds') = 'array'
  and coalesce(v_grant.conditions -> 'actorKinds' ? ${viewer.kind}::text, false)))`;

const hoursHold: Predicate = ({ question }) => {
  const now = sql`${minuteOfDay(question.at)}::int`;
  const minute = (name: string): Sql<number> =>
    sql`(v_grant.conditions #>> ${['hours', name]}::text[])::numeric`;
  const sane = (name: string): Sql<boolean> => sql`(case
    when jsonb_typeof(v_grant.conditions #> ${['hours', name]}::text[]) = 'number'
    then ${minute(name)} between 0 and 1439 and ${minute(name)} = floor(${minute(name)}) else false end)`;
  const from = minute('from');
  const until = minute('until');
  return sql`(not v_grant.conditions ? 'hours' or (case when ${sane('from')} and ${sane('until')} then
    case when ${from} = ${until} then true
      when ${from} < ${until} then ${from} <= ${now} and ${now} < ${until}
      else ${now} >= ${from} or ${now} < ${until} end
    else false end))`;
};

const mutualHolds: Predicate = (asked) => sql`(not v_grant.conditions ? 'mutual' or (
  case when jsonb_typeof(v_grant.conditions -> 'mutual') = 'number' then
    (v_grant.conditions ->> 'mutual')::numeric >= 0
    and (v_grant.conditions ->> 'mutual')::numeric = floor((v_grant.conditions ->> 'mutual')::numeric)
    and ${mutualCount(asked)} >= (v_grant.conditions ->> 'mutual')::numeric
  else false end))`;

/** How many connections the viewer and the object's owner have in common. */
function mutualCount(asked: Asked): Sql<number> {
  return sql`(select count(distinct v_mine.member_id) from community.tie v_mine
    join community.tie v_theirs on v_theirs.network_id = v_mine.network_id and v_theirs.member_id = v_mine.member_id
    where v_mine.network_id = ${asked.network} and v_mine.set_key = 'connections:' || ${asked.viewer.id}
      and v_theirs.set_key = 'connections:' || ${asked.object.owner}
      and ${live('v_mine', asked)} and ${live('v_theirs', asked)})`;
}

/** From 1 for the most harmless; null for a label that this build doesn't know. */
const rankOf = (label: Sql<string>): Sql<number> => sql`array_position(${[...LABELS]}::text[], ${label})`;

const labelAdmitted: Predicate = ({ network, object }) => sql`coalesce((
  select ${rankOf(object.label)} <= ${rankOf(sql`v_network.highest_label`)}
  from community.network v_network where v_network.id = ${network}), false)`;

const canSeeIt =
  (clauses: SqlClauses): Predicate =>
  (asked) => {
    if (!ACTIONS_ON_SEEN.includes(asked.question.action)) return sql`true`;
    return mayBy(clauses, { ...asked, question: toRead(asked.question.at, asked.question.as) });
  };

/** Every ancestor is there and may be seen; the list of them is whole, so that they have none of their own. */
const canSeeThread =
  (clauses: SqlClauses): Predicate =>
  (asked) => {
    const { kind, within, on } = asked.object;
    const conditions: Sql<boolean>[] = [];
    // What is done to a thing in a folder must be allowed on the folder; whatever a post answers must be seen.
    const reading = toRead(asked.question.at, asked.question.as);
    if (within !== null && kind === 'resource') conditions.push(allAllow(clauses, asked, within, FOLDERS));
    if (within !== null && kind !== 'resource') {
      conditions.push(allAllow(clauses, { ...asked, question: reading }, within, POSTS));
    }
    if (on !== undefined) {
      // The resource that a thread hangs on, and the folders around it.
      const ground = sql<string[]>`(array[v_on.id] || v_on.within)`;
      conditions.push(sql`(${on} is null or exists (
        select 1 from community.resource v_on where v_on.network_id = ${asked.network} and v_on.id = ${on}
          and ${allAllow(clauses, { ...asked, question: reading }, ground, FOLDERS)} ${APART}))`);
    }
    return all(conditions);
  };

/** All of the ids are of objects of the table, on which the question is answered with yes. */
function allAllow(
  clauses: SqlClauses,
  asked: Asked,
  ids: Sql<string[]>,
  { table, up }: typeof POSTS,
): Sql<boolean> {
  const allowed = mayBy(clauses, { ...asked, object: up });
  // Most are within nothing, which is told sooner than by looking for it.
  return sql`(coalesce(cardinality(${ids}) = 0, false) or not exists (
    select 1 from unnest(${ids}) as v_w (id)
    left join ${table} v_up on v_up.network_id = ${asked.network} and v_up.id = v_w.id
    where v_up.id is null or not ${allowed} ${APART}))`;
}

/** Ancestors `v_up`, each without those of its own. */
const POSTS: { readonly table: Sql<unknown>; readonly up: ObjectSql } = {
  table: sql`community.post`,
  up: {
    kind: 'post',
    id: sql<string>`v_up.id`,
    owner: sql<string>`v_up.author_id`,
    label: sql<string>`v_up.label`,
    within: null,
    since: bornAtSql(sql`v_up.id`),
  },
};
const FOLDERS: typeof POSTS = {
  table: sql`community.resource`,
  up: {
    kind: 'resource',
    id: sql<string>`v_up.id`,
    owner: sql<string>`v_up.owner_id`,
    label: sql<string>`v_up.label`,
    within: null,
    since: bornAtSql(sql`v_up.id`),
    inherits: { flag: sql<boolean>`v_up.inherits`, from: sql<string[]>`v_up.within` },
  },
};

export interface SqlClauses {
  readonly gates: Readonly<Record<string, Predicate>>;
  /** Over the grant `v_grant`. */
  readonly grant: Readonly<Record<string, Predicate>>;
  readonly seen: boolean;
  readonly thread: boolean;
}

export const SQL_CLAUSES = {
  gates: { noBlock, noLockdown, noSuspension, labelAdmitted, noPolicyForbids },
  grant: grantClauses,
  seen: true,
  thread: true,
} as const satisfies SqlClauses;

const all = (predicates: readonly Sql<boolean>[]): Sql<boolean> =>
  predicates.length === 0 ? sql`true` : sql`${sql.join(predicates, sql` and `)}`;

/** The predicate by the given clauses; tests leave some out to show that each is needed. */
export function mayBy(clauses: SqlClauses, asked: Asked): Sql<boolean> {
  const { network, object, viewer } = asked;
  return sql`(coalesce(${object.owner} = ${viewer.id}, false) or (
    exists (select 1 from community."grant" v_grant where v_grant.network_id = ${network} and v_grant.object_id = ${holderOf(network, object)}
      and v_grant.object_kind = ${object.kind} and ${grantHolds(clauses, asked)} ${APART})
    and ${gatesPass(clauses, asked)}))`;
}

/** The grant `v_grant` lets it, as far as it is for grants to say. */
export const grantHolds = (clauses: SqlClauses, asked: Asked): Sql<boolean> =>
  all(Object.values(clauses.grant).map((clause) => clause(asked)));

/**
 * Nothing else than the want of a grant is in the way.
 * @param but a gate that is left to the caller
 */
export function gatesPass(
  clauses: SqlClauses,
  asked: Asked,
  but?: keyof typeof SQL_CLAUSES.gates,
): Sql<boolean> {
  const asking = Object.entries(clauses.gates).filter(([name]) => name !== but);
  return all([...asking.map(([, gate]) => gate(asked)), aroundPasses(clauses, asked)]);
}

/** What it takes to be done is seen, and all that it stands within: the gates that ask the whole rule of something else. */
export function aroundPasses(clauses: SqlClauses, asked: Asked): Sql<boolean> {
  const gates: Sql<boolean>[] = [];
  if (clauses.seen) gates.push(canSeeIt(clauses)(asked));
  if (clauses.thread) gates.push(canSeeThread(clauses)(asked));
  return all(gates);
}

/** Whether the viewer may do what is asked to the object: what `decide` decides, as SQL. */
export const may = (asked: Asked): Sql<boolean> => mayBy(SQL_CLAUSES, asked);
