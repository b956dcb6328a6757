import { sql } from 'kysely';
import type { Acting, Question } from '../../privacy/facts.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import { asksToSee } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { OF_KNOWN_OWNERS, oneAtOnce } from '../../store/visibility/at-once.ts';
import { grantHolds, may, SQL_CLAUSES, type Sql } from '../../store/visibility/clauses.ts';
import { columnsOf, constantViewer } from '../../store/visibility/lists.ts';
import { noPolicyForbids } from '../../store/visibility/policies.ts';
import type { Ground } from '../counting/ground.ts';

/** For whom, in which function, for what, under which policies members' copies are compared. */
export interface Comparing extends Ground {
  readonly as: Acting;
  readonly purpose: Purpose;
  readonly at: Instant;
}

/** A question in the organisation's name, about copies or about all that a member shows. */
export const processes = ({ as, purpose, at }: Comparing): Question => ({
  action: 'process',
  purpose,
  at,
  as,
});

/**
 * Whether a copy, a row `alias` of `community.disclosure`, may be compared: the organisation may see it by a grant of its own,
 * and no policy forbids what is done, for what it is and how old it is. Copies that are shown in a conversation are for that
 * conversation. That its member lets their attributes be processed at all is asked of the member.
 * @param deeds what is done besides seeing
 */
export const mayCompare = (of: Comparing, deeds: readonly Question[], alias: string): Sql<boolean> =>
  sql`(${noneForbids(of, deeds, alias)} and ${maySee(of, alias)})`;

/** Whether no policy forbids what is done to a copy besides seeing it. */
export const noneForbids = (of: Comparing, deeds: readonly Question[], alias: string): Sql<boolean> =>
  sql.join(
    deeds.map((question) => noPolicyForbids({ ...ruleOf(of, alias), question })),
    sql` and `,
  );

/** Whether the organisation may see the copy, to be read or for just this purpose. */
export function maySee(of: Comparing, alias: string): Sql<boolean> {
  const { as, purpose, at } = of;
  const seen = asksToSee(as, purpose, at).map((question) => may({ ...ruleOf(of, alias), question }));
  return sql`(${sql.ref(`${alias}.conversation_id`)} is null and (${sql.join(seen, sql` or `)}))`;
}

/** Whether a member shows it the copy, and where they do, whether policies leave that: {@link maySee} in two. */
interface Shown {
  readonly granted: Sql<boolean>;
  readonly left: Sql<boolean>;
}

/** Where it is asked of one member's copies. */
export const shownByOne = (of: Comparing, alias: string): Shown => ({
  granted: maySee({ ...of, policies: [] }, alias),
  left: maySee(of, alias),
});

/**
 * Where it is asked of the copies of a whole network at once: for those of them alone whose members let the organisation process
 * what they show ({@link OF_KNOWN_OWNERS}).
 */
export function shownAtOnce(of: Comparing, alias: string): Shown {
  const { as, purpose, at } = of;
  const { granted, left } = oneAtOnce(ruleOf(of, alias), asksToSee(as, purpose, at), OF_KNOWN_OWNERS);
  return { granted: sql`(${sql.ref(`${alias}.conversation_id`)} is null and ${granted})`, left };
}

const ruleOf = ({ network, policies, as, admitting }: Comparing, alias: string) => ({
  network,
  policies,
  viewer: {
    ...constantViewer({ id: as.organisation, kind: 'organisation' }),
    ...(admitting === undefined ? {} : { admitting }),
  },
  object: columnsOf('attribute', alias),
});

/** The grants on such a copy that let the organisation see it, as a uuid[]. */
export function grantsToCompare(of: Comparing, alias: string): Sql<unknown> {
  const { network, as, purpose, at } = of;
  const rule = ruleOf(of, alias);
  const holds = asksToSee(as, purpose, at).map((question) => grantHolds(SQL_CLAUSES, { ...rule, question }));
  return sql`array(select v_grant.id from community."grant" v_grant where v_grant.network_id = ${network}
    and v_grant.object_id = ${rule.object.id} and v_grant.object_kind = 'attribute' and (${sql.join(holds, sql` or `)})
    order by v_grant.id)`;
}
