import { type Kysely, sql } from 'kysely';
import { toRead } from '../../privacy/decide.ts';
import type { Question } from '../../privacy/facts.ts';
import { coveringPurposes } from '../../privacy/purposes.ts';
import { type AudienceId, type Instant, LABELS, type ObjectKind } from '../../privacy/words.ts';
import type { Database } from '../schema.ts';
import { instantValue } from '../time.ts';
import {
  type Asked,
  aroundPasses,
  gatesPass,
  grantHolds,
  type Predicate,
  SQL_CLAUSES,
  type SqlClauses,
} from './clauses.ts';
import { admittedAudiences, columnsOf } from './lists.ts';
import { forbidding } from './policies.ts';
import { type Admitting, BY_AUDIENCE, type ByAudience, type Sql } from './sql.ts';

/**
 * The rule of `clauses.ts` where one viewer is asked about all of a network at once: the same clauses, each asked no more
 * often than it could answer otherwise. What it depends on is found first, for all rows: of whom there is any block, lockdown
 * or suspension; which audiences exclude anybody. Of the others the clause holds whatever else is so, and isn't looked up
 * row by row. For a page of twenty that would cost more than it spares.
 */
export const AT_ONCE: SqlClauses = {
  ...SQL_CLAUSES,
  gates: {
    ...SQL_CLAUSES.gates,
    noBlock: unless(SQL_CLAUSES.gates.noBlock, ({ network, viewer, object }) =>
      among(
        object.owner,
        sql`select x_b.blocked_id from community.block x_b where x_b.network_id = ${network} and x_b.blocker_id = ${viewer.id}
        union all
        select x_b.blocker_id from community.block x_b where x_b.network_id = ${network} and x_b.blocked_id = ${viewer.id}`,
      ),
    ),
    noLockdown: unless(SQL_CLAUSES.gates.noLockdown, ({ network, object }) =>
      among(
        object.owner,
        sql`select x_l.owner_id from community.lockdown x_l where x_l.network_id = ${network}`,
      ),
    ),
    noSuspension: unless(SQL_CLAUSES.gates.noSuspension, ({ network, viewer, object }) => {
      const all = sql`select x_s.actor_id from community.suspension x_s where x_s.network_id = ${network}`;
      return sql`(${among(object.owner, all)} or coalesce(${among(viewer.id, all)}, false))`;
    }),
    labelAdmitted,
  },
  grant: {
    ...SQL_CLAUSES.grant,
    // By the audience alone, so that it is asked once of each. "Is true" keeps it a set that is looked into: as a condition of a join
    // the database would ask it anew for each grant where it takes these to be few, and a list it would search from end to end.
    audience: (asked) =>
      asked.viewer.admitting === undefined
        ? sql`((v_grant.audience_id in (${admitting(asked)})) is true)`
        : isOne(asked.viewer.admitting.all),
    notExcluded: unless(SQL_CLAUSES.grant.notExcluded, (asked) =>
      asked.viewer.admitting === undefined
        ? sql`v_grant.audience_id in (${excepting(asked)})`
        : isOne(asked.viewer.admitting.excepting),
    ),
    conditions: conditionsHold,
  },
};

/** What members let organisations do has one and the same condition, which is compared as a whole before any is taken apart. */
function conditionsHold(asked: Asked): Sql<boolean> {
  return sql`((v_grant.conditions = '{"actorKinds": ["organisation"]}' and ${asked.viewer.kind} is not distinct from 'organisation')
    or ${SQL_CLAUSES.grant.conditions(asked)})`;
}

/** Once of each label that there is. */
function labelAdmitted(asked: Asked): Sql<boolean> {
  const one = { ...asked, object: { ...asked.object, label: sql<string>`x_l.label` } };
  return sql`coalesce(${asked.object.label} = any(array(
    select x_l.label from unnest(${[...LABELS]}::text[]) as x_l (label)
    where ${SQL_CLAUSES.gates.labelAdmitted(one)})), false)`;
}

/** Of the audiences, a query of those that admit the viewer by the rule's own clause. */
const admitting = (asked: Asked): Sql<AudienceId> => sql`
  select v_grant.audience_id from ${admitted(asked)} v_grant where ${SQL_CLAUSES.grant.audience(asked)}`;

/** And of those that may not, since they exclude somebody. */
const excepting = (asked: Asked): Sql<AudienceId> => sql`
  select x_a.id from community.audience x_a where x_a.network_id = ${asked.network}
    and x_a.id in ${admitted(asked)} and cardinality(x_a.except_keys) > 0`;

/** A list that is known when the statement is planned: PostgreSQL looks into it as into a set, and knows how much is in it. */
const isOne = (ids: readonly AudienceId[]): Sql<boolean> =>
  ids.length === 0 ? sql`false` : sql`v_grant.audience_id = any(${`{${ids.join()}}`}::uuid[])`;

/**
 * The viewer of statements that ask about a whole network, with the audiences that admit them now: found once for all of such a
 * statement, and for all in a transaction.
 */
export async function loadAdmitting(
  db: Kysely<Database>,
  asked: Pick<Asked, 'network' | 'viewer'>,
  at: Instant,
): Promise<Admitting> {
  const about = { ...asked, policies: [], question: toRead(at), object: columnsOf('posts', 'v_grant') };
  const { rows } = await sql<{ id: AudienceId; excepting: boolean }>`
    select x_a.id, x_a.except_keys && ${everHeld(about)} as excepting from community.audience x_a
    where x_a.network_id = ${asked.network} and x_a.id in (${admitting(about)})`.execute(db);
  const all = rows.map(({ id }) => id);
  const excluding = rows.flatMap(({ id, excepting }) => (excepting ? [id] : []));
  const some = await sql<{ kind: ByAudience }>`${sql.join(
    BY_AUDIENCE.map(
      (
        kind,
      ) => sql`(select ${kind}::text as kind from community."grant" v_grant where v_grant.network_id = ${asked.network}
        and v_grant.object_kind = ${sql.lit(kind)} and ${ON_CONDITIONS} and ${isOne(all)} limit 1)`,
    ),
    sql` union all `,
  )}`.execute(db);
  return { all, excepting: excluding, onConditions: some.rows.map(({ kind }) => kind) };
}

/** The sets that the viewer is in or ever was: who is excluded since a grant began is in one of them. */
const everHeld = ({ network, viewer, question }: Asked): Sql<string[]> => sql`array(
  select x_h.set_key from community.tie x_h where x_h.network_id = ${network} and x_h.member_id = ${viewer.id}
    and x_h.valid_from <= ${instantValue(question.at)}
  union all select unnest(array['signed-in', 'persona:' || ${viewer.id}]) where ${viewer.id} is not null)`;

const admitted = ({ network, viewer, question }: Asked): Sql<string> =>
  admittedAudiences(network, viewer.id, question.at);

const among = (id: Sql<string | null>, ids: Sql<unknown>): Sql<boolean> => sql`${id} in (${ids})`;

/** The clause, asked only where there is something that it could be about; where there is nothing it holds. */
function unless(clause: Predicate, touches: Predicate): Predicate {
  return (asked) => sql`(not ${touches(asked)} or ${clause(asked)})`;
}

const ON_CONDITIONS: Sql<boolean> = sql`v_grant.conditions <> '{}'`;

/**
 * The conditions of grants over a kind, in parts, each of which there is an index of by audience; where there are several, how many
 * PostgreSQL can't tell. Of what has none there is nothing to ask, which would be in the way of several processes at once.
 */
function partsOf(kind: ByAudience, admitting: Admitting | undefined): readonly Predicate[] {
  const without: Predicate = () => sql`v_grant.conditions = '{}'`;
  const on: Predicate = (asked) => sql`(${ON_CONDITIONS} and ${conditionsHold(asked)})`;
  return admitting?.onConditions.includes(kind) === false ? [without] : [without, on];
}

/** Whether the viewer may do what is asked to a post or a copy of an attribute, where it is asked of very many. */
export function mayAtOnce({ question, ...asked }: Asked): Sql<boolean> {
  const { granted, left } = oneAtOnce(asked, [question]);
  return sql`(coalesce(${asked.object.owner} = ${asked.viewer.id}, false) or (${granted} and ${left}))`;
}

/** Of one of several questions about another's. */
interface OneOf {
  /** Whether grants let the viewer, and nothing but a policy is in the way. */
  readonly granted: Sql<boolean>;
  /** Where they do: whether policies leave it. */
  readonly left: Sql<boolean>;
}

/**
 * The same of what is another's, asked for several purposes of which one will do. Grants aren't looked up one by one, but all
 * that let the viewer are found first, for all purposes at once, which PostgreSQL can join as sets.
 * @param asked of one viewer, about the columns of a table of them
 * @param questions which differ in their purpose alone
 * @param clauses whose gates are asked: {@link OF_KNOWN_OWNERS} where those of the owner were
 */
export function oneAtOnce(
  { object, ...asked }: Omit<Asked, 'question'>,
  questions: readonly [Question, ...Question[]],
  clauses: SqlClauses = AT_ONCE,
): OneOf {
  const { kind } = object;
  if (kind !== 'post' && kind !== 'attribute') {
    throw new TypeError('other kinds may go by the grants of what is around them');
  }
  const granted = { ...object, id: sql<string>`v_grant.object_id`, owner: sql<string>`v_grant.owner_id` };
  // They differ in what they are for alone, so that all else is asked once.
  const lets = (some: readonly Question[], conditions: Predicate): Sql<boolean> => {
    const purposes = [...new Set(some.flatMap(({ purpose }) => coveringPurposes(purpose)))];
    const purpose: Predicate = () => sql`v_grant.purpose = any(${purposes}::text[])`;
    return grantHolds(
      { ...AT_ONCE, grant: { ...AT_ONCE.grant, purpose, conditions } },
      { ...asked, question: some[0] ?? questions[0], object: granted },
    );
  };
  const among = (some: readonly Question[]): Sql<boolean> =>
    sql`${object.id} in (${sql.join(
      partsOf(kind, asked.viewer.admitting).map(
        (
          conditions,
        ) => sql`select v_grant.object_id from community."grant" v_grant where v_grant.network_id = ${asked.network}
          and v_grant.object_kind = ${kind} and ${lets(some, conditions)}`,
      ),
      sql` union all `,
    )})`;
  // Of the gates that of the policies alone depends on the purpose; what it stands within goes by them too.
  const gates = sql`(${gatesPass({ ...clauses, seen: false, thread: false }, { ...asked, question: questions[0], object }, 'noPolicyForbids')}
    and ${aroundPasses(AT_ONCE, { ...asked, question: questions[0], object })})`;
  const ways = questions.map((question) => ({
    question,
    forbids: forbidding({ ...asked, question, object }),
  }));
  const isLeft = ways.every(({ forbids }) => forbids.length === 0)
    ? [sql`true`]
    : ways.map(({ question, forbids }) => {
        const forbidden = sql.join([sql`false`, ...forbids], sql` or `);
        return sql`(${among([question])} and not (${forbidden}))`;
      });
  return {
    granted: sql`(${among(questions)} and ${gates})`,
    left: sql`(${sql.join(isLeft, sql` or `)})`,
  };
}

/**
 * The clauses about things of those of whom {@link whoLets} told that they let the same viewer something at the same instant: whether
 * there is a block, a lockdown or a suspension was asked of them then, and isn't asked anew of each thing.
 */
export const OF_KNOWN_OWNERS: SqlClauses = {
  ...AT_ONCE,
  gates: { labelAdmitted, noPolicyForbids: SQL_CLAUSES.gates.noPolicyForbids },
};

/**
 * Of a post, whether all that it stands within may be seen: the part of the rule that looks at other things, row by row. Where it is
 * asked apart, of those for which all else holds, the database doesn't plan as if it were asked of every post.
 * @param asked of one viewer, about the columns of a table of posts
 */
export const threadAtOnce = (asked: Asked): Sql<boolean> => aroundPasses(AT_ONCE, asked);

/** What is an actor's as a whole, and has the actor's id. */
export const OF_ACTORS = ['presence', 'attributes', 'posts', 'ties', 'staff'] as const satisfies ObjectKind[];
type OfActors = (typeof OF_ACTORS)[number];

/**
 * A query of the actors who let the viewer do it by a grant, each once: `subject`, its `kind`, and the `grants` that let it.
 * It begins at the grants, each of which is asked once, so that of whoever granted nothing nothing is read.
 * @param asked of one viewer
 * @param among which actors are asked about, by their id; all of them, unless it is said
 */
export function whoLets(
  asked: Omit<Asked, 'object'>,
  kind: OfActors,
  among: (actor: Sql<string>) => Sql<boolean> = () => sql`true`,
): Sql<unknown> {
  const { network } = asked;
  const id = sql<string>`v_grant.object_id`;
  const granted = { ...columnsOf(kind, 'v_grant'), id, owner: sql<string>`v_grant.owner_id` };
  return sql`
    select w_a.id as subject, w_a.kind,
      case when cardinality(w_g.grants) = 1 then w_g.grants else array(select w_i.id from unnest(w_g.grants) w_i (id) order by w_i.id) end as grants
    from (select v_grant.object_id, array_agg(v_grant.id) as grants from community."grant" v_grant
      where v_grant.network_id = ${network} and v_grant.object_kind = ${kind} and ${among(id)}
        and ${grantHolds(AT_ONCE, { ...asked, object: granted })}
      group by v_grant.object_id) w_g
    join community.actor w_a on w_a.network_id = ${network} and w_a.id = w_g.object_id
    where ${gatesPass(AT_ONCE, { ...asked, object: columnsOf(kind, 'w_a') })}`;
}
