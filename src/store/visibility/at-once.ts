import { sql } from 'kysely';
import { type ActorId, LABELS, type ObjectKind } from '../../privacy/words.ts';
import {
  type Asked,
  gatesPass,
  grantHolds,
  type Predicate,
  SQL_CLAUSES,
  type SqlClauses,
} from './clauses.ts';
import { admittedAudiences, columnsOf } from './lists.ts';
import type { Sql } from './sql.ts';

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
    // Once of each label that there is.
    labelAdmitted: (asked) => {
      const label = sql<string>`x_l.label`;
      const one = { ...asked, object: { ...asked.object, label } };
      return sql`coalesce(${asked.object.label} = any(array(
        select x_l.label from unnest(${[...LABELS]}::text[]) as x_l (label)
        where ${SQL_CLAUSES.gates.labelAdmitted(one)})), false)`;
    },
  },
  grant: {
    ...SQL_CLAUSES.grant,
    // By the audience alone, so that it is asked once of each; as a list, for the database would else ask it anew for each
    // grant where it takes these to be few.
    audience: (asked) => sql`v_grant.audience_id = any(array(
      select v_grant.audience_id from ${admitted(asked)} v_grant where ${SQL_CLAUSES.grant.audience(asked)}))`,
    notExcluded: unless(
      SQL_CLAUSES.grant.notExcluded,
      (asked) => sql`v_grant.audience_id in (
        select x_a.id from community.audience x_a where x_a.network_id = ${asked.network}
          and x_a.id in ${admitted(asked)} and cardinality(x_a.except_keys) > 0)`,
    ),
  },
};

const admitted = ({ network, viewer, question }: Asked): Sql<string> =>
  admittedAudiences(network, viewer.id, question.at);

const among = (id: Sql<string | null>, ids: Sql<unknown>): Sql<boolean> => sql`${id} in (${ids})`;

/** The clause, asked only where there is something that it could be about; where there is nothing it holds. */
function unless(clause: Predicate, touches: Predicate): Predicate {
  return (asked) => sql`(not ${touches(asked)} or ${clause(asked)})`;
}

/**
 * Whether the viewer may do what is asked to a post, where it is asked of very many: its grants aren't looked up post by post,
 * but all that let the viewer are found first.
 * @param asked of one viewer, about the columns of a table of posts
 */
export function mayPostsAtOnce(asked: Asked): Sql<boolean> {
  const { network, object, viewer } = asked;
  if (object.kind !== 'post') throw new TypeError('other kinds may go by the grants of what is around them');
  const granted = { ...object, id: sql<string>`v_grant.object_id`, owner: sql<string>`v_grant.owner_id` };
  return sql`(coalesce(${object.owner} = ${viewer.id}, false) or (
    ${object.id} in (select v_grant.object_id from community."grant" v_grant
      where v_grant.network_id = ${network} and v_grant.object_kind = 'post'
        and ${grantHolds(AT_ONCE, { ...asked, object: granted })})
    and ${gatesPass(AT_ONCE, asked)}))`;
}

/** What is an actor's as a whole, and has the actor's id. */
export const OF_ACTORS = ['presence', 'attributes', 'posts', 'ties', 'staff'] as const satisfies ObjectKind[];
type OfActors = (typeof OF_ACTORS)[number];

/**
 * A query of the actors who let the viewer do it by a grant, each once: `subject`, its `kind`, and the `grants` that let it.
 * It begins at the grants, each of which is asked once, so that of whoever granted nothing nothing is read.
 * @param asked of one viewer
 * @param only whether this one actor does; null is all of them
 */
export function whoLets(
  asked: Omit<Asked, 'object'>,
  kind: OfActors,
  only: ActorId | null = null,
): Sql<unknown> {
  const { network } = asked;
  const owner = sql<string>`v_grant.owner_id`;
  const granted = { ...columnsOf(kind, 'v_grant'), id: sql<string>`v_grant.object_id`, owner };
  return sql`
    select w_a.id as subject, w_a.kind, w_g.grants
    from (select v_grant.object_id, array_agg(v_grant.id order by v_grant.id) as grants from community."grant" v_grant
      where v_grant.network_id = ${network} and v_grant.object_kind = ${kind}
        and ${only === null ? sql`true` : sql`v_grant.object_id = ${only}`}
        and ${grantHolds(AT_ONCE, { ...asked, object: granted })}
      group by v_grant.object_id) w_g
    join community.actor w_a on w_a.network_id = ${network} and w_a.id = w_g.object_id
    where ${gatesPass(AT_ONCE, { ...asked, object: columnsOf(kind, 'w_a') })}`;
}
