import { sql } from 'kysely';
import type { Question } from '../../privacy/facts.ts';
import { somethingOf } from '../../privacy/something-of.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { Instant } from '../../privacy/words.ts';
import { whoLets } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import { noPolicyForbids } from '../../store/visibility/policies.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import type { Ground } from './ground.ts';
import { askedOf, type CountQuestion } from './question.ts';

/**
 * A query of the members who let it, each once, as `subject`, with the `grants` that let it. What a member didn't grant
 * isn't read any further than to see that there is no grant (P7), and policies narrow it as they narrow everything: something
 * of what is let must be left.
 */
export function countedMembers(ground: Ground, asked: CountQuestion, at: Instant): Sql<unknown> {
  const { network, policies } = ground;
  const question = questionOf(asked, at);
  const viewer = viewerOf(asked);
  const left = somethingOf(askedOf(asked).kind, at).map(({ kind, attribute, since }) =>
    noPolicyForbids({
      network,
      policies,
      question,
      viewer,
      object: {
        kind,
        id: sql`l.subject`,
        owner: sql`l.subject`,
        label: sql`'public'`,
        within: null,
        ...(attribute === undefined ? {} : { attribute: sql`${attribute}::text` }),
        ...(since === undefined ? {} : { since: sql`${since}::float8` }),
      },
    }),
  );
  return sql`select l.subject, l.grants from (${membersWhoGrant(ground, asked, at)}) l
    where (${sql.join(left, sql` or `)})`;
}

/**
 * The same by what members granted alone. Policies are for the caller to ask of each copy that is compared (`mayCompare`), for what
 * it is and how old it is: of all that a member shows together they would forbid what they forbid of any of it.
 * @param among which members are asked about, by their id; all of them, unless it is said
 */
export function membersWhoGrant(
  { network, admitting }: Pick<Ground, 'network' | 'admitting'>,
  asked: CountQuestion,
  at: Instant,
  among?: (member: Sql<string>) => Sql<boolean>,
): Sql<unknown> {
  const viewer = { ...viewerOf(asked), ...(admitting === undefined ? {} : { admitting }) };
  const rule = { network, policies: [], question: questionOf(asked, at), viewer };
  const letting = whoLets(rule, askedOf(asked).kind, among);
  return sql`select g.subject, g.grants from (${letting}) g where g.kind = 'persona'`;
}

export function questionOf(asked: CountQuestion, at: Instant): Question {
  const { organisation, purpose, function: capacity, retentionDays = NUMBERS_STAND_DAYS } = asked;
  const { action } = askedOf(asked);
  // To write to somebody keeps nothing of theirs: of that policies are asked as whoever writes asks them.
  const kept = action === 'process' ? { retentionDays } : {};
  return { action, purpose, at, as: { organisation, capacity, ...kept } };
}

const viewerOf = ({ organisation }: CountQuestion) =>
  constantViewer({ id: organisation, kind: 'organisation' });
