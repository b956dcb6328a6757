import { sql } from 'kysely';
import type { ActorId } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { isCertainlyOfAgeSql } from './of-age-sql.ts';
import { type Comparing, shownByOne } from './shown-copies.ts';

/**
 * Whether it is certain, by what a member shows the organisation, that they are of age: as `membersOfAudience` asks it of all at once.
 * Whoever shows nothing of it counts as a minor. Who shows several dates is of age by each of them, also by one that a policy hides, or
 * it isn't certain. Asked of whatever picks somebody out, or takes what they say away; numbers of many have minors in them as they have
 * others.
 */
export function isKnownOfAge(of: Comparing, subject: Sql<ActorId>): Sql<boolean> {
  const { granted, left } = shownByOne(of, 'd');
  return sql`
    coalesce((select bool_and(${isCertainlyOfAgeSql('d', of.at)} and ${left})
      from community.disclosure d
      where d.network_id = ${of.network} and d.actor_id = ${subject} and d.kind = 'birth-date' and ${granted}), false)`;
}
