import { sql } from 'kysely';
import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import {
  type AudienceDefinition,
  COARSE_ALONE,
  type Condition,
  NUMBERS_STAND_DAYS,
} from '../../privacy/targeting.ts';
import type { ActorId, GrantId, Instant } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { membersWhoGrant } from '../counting/counted-members.ts';
import type { Ground } from '../counting/ground.ts';
import { isCertainlyOfAgeSql } from './of-age-sql.ts';
import {
  type Comparing,
  grantsToCompare,
  mayCompare,
  maySee,
  noneForbids,
  processes,
  shownAtOnce,
  shownByOne,
} from './shown-copies.ts';

/**
 * A query of the members who are in an audience, each once, as `subject`, with the `grants` that let it: those who let the
 * organisation process what they show, for the purpose, in the function; who show it one of the values of every condition; and
 * of whom it is certain, by what they show it, that they are of age. Of anybody else no row is read any further than to see
 * that (P7). Policies are asked of each copy, for what it is. A birth date that is looked at to leave minors out isn't what
 * anybody is picked by: of it they are asked whether it may be seen.
 * @param only whether this one member is; null is all of them
 */
export function membersOfAudience(
  ground: Ground,
  organisation: ActorId,
  definition: AudienceDefinition,
  at: Instant,
  only: ActorId | null = null,
): Sql<unknown> {
  const { network } = ground;
  const { function: fn, purpose, conditions } = definition;
  const retentionDays = NUMBERS_STAND_DAYS;
  const asked = { organisation, function: fn, purpose, what: 'attributes', retentionDays } as const;
  const comparing = comparingOf(ground, organisation, definition, at);
  const { granted, left } = only === null ? shownAtOnce(comparing, 'd') : shownByOne(comparing, 'd');
  const meets = conditions.map(hasValue);
  const isCompared = noneForbids(comparing, [processes(comparing)], 'd');
  // Whoever shows several dates is of age by each of them, also by one that a policy hides, or it isn't certain.
  const isAsked = (member: Sql<string>) => (only === null ? sql`true` : sql`${member} = ${only}`);
  const matching = sql`
    select d.actor_id from community.disclosure d
    where d.network_id = ${network} and ${isAsked(sql`d.actor_id`)}
      and (d.kind = 'birth-date' or ${sql.join(meets, sql` or `)}) and ${granted}
    group by d.actor_id
    having bool_or(d.kind = 'birth-date')
      and bool_and(d.kind <> 'birth-date' or (${isCertainlyOfAgeSql('d', at)} and ${left}))
      and ${sql.join(
        meets.map((meet) => sql`bool_or(${meet} and ${isCompared} and ${left})`),
        sql` and `,
      )}`;
  return membersWhoGrant(
    ground,
    asked,
    at,
    (member) => sql`${isAsked(member)} and ${member} in (${matching})`,
  );
}

const comparingOf = (
  ground: Ground,
  organisation: ActorId,
  { function: fn, purpose }: AudienceDefinition,
  at: Instant,
): Comparing => ({
  ...ground,
  as: { organisation, capacity: fn, retentionDays: NUMBERS_STAND_DAYS },
  purpose,
  at,
});

/** A copy by which a member meets an audience, and the grants that let it be compared. */
export interface MatchingCopy {
  readonly kind: AttributeKind;
  readonly value: string;
  readonly precision: Precision;
  readonly grants: readonly GrantId[];
}

/**
 * A query of what of one member's meets the conditions of an audience: the same copies by which {@link membersOfAudience} finds
 * them. What they show of their birth date is among it, by which they are of age.
 */
export function copiesThatMatch(
  ground: Ground,
  organisation: ActorId,
  definition: AudienceDefinition,
  { member, at }: { readonly member: ActorId; readonly at: Instant },
): Sql<MatchingCopy> {
  const comparing = comparingOf(ground, organisation, definition, at);
  const meets = definition.conditions.map((condition) => hasValue(condition));
  return sql`
    select d.kind, d.value, d.precision, ${grantsToCompare(comparing, 'd')} as grants from community.disclosure d
    where d.network_id = ${ground.network} and d.actor_id = ${member}
      and ((d.kind = 'birth-date' and ${maySee(comparing, 'd')})
        or ((${sql.join(meets, sql` or `)}) and ${mayCompare(comparing, [processes(comparing)], 'd')}))
    order by d.kind, d.id`;
}

const hasValue = ({ kind, values }: Condition): Sql<boolean> => sql`(d.kind = ${kind}
  and d.value = any(${[...values]}::text[])
  and ${COARSE_ALONE.includes(kind) ? sql`d.precision <> 'exact'` : sql`true`})`;
