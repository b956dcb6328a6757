import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import { asksToSee, COARSE_ALONE, type GroupingKind, NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import { isUnderMark } from '../../store/sensitive-marks.ts';
import { instantValue } from '../../store/time.ts';
import { mayAtOnce } from '../../store/visibility/at-once.ts';
import { columnsOf, constantViewer } from '../../store/visibility/lists.ts';
import { noPolicyForbids } from '../../store/visibility/policies.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { mayCompare, processes } from '../audiences/shown-copies.ts';
import { countedMembers, membersWhoGrant } from '../counting/counted-members.ts';
import type { Stretch } from './span.ts';
import { isAbout, type Sought } from './topic.ts';

export const LISTENING = 'sentiment-monitoring';

/** By which values of what members show it is told apart; who shows another one is in the last group. */
export interface Grouping {
  readonly attribute: GroupingKind;
  readonly values: readonly string[];
}

/** Who listens, to what. */
export interface Hearing {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly sought: Sought;
  readonly by: Grouping | null;
  readonly at: Instant;
}

/**
 * A query of the posts that are heard: `subject`, `grants`, `post`, `said` (when), `score` (null is another language) and
 * `grp`, the group of who said it. Of whoever doesn't let the organisation listen nothing is read (P7); of whoever does, only
 * what has a score by that very grant, and what the organisation may see, to read or for just this.
 */
export function heard(hearing: Hearing, { from, until }: Pick<Stretch, 'from' | 'until'>): Sql<unknown> {
  const { network, policies, organisation, function: capacity, sought, at } = hearing;
  const as = { organisation, capacity, retentionDays: NUMBERS_STAND_DAYS };
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const rule = { network, policies, viewer, object: columnsOf('post', 'p') };
  const process: Question = { action: 'process', purpose: LISTENING, at, as };
  const seen = asksToSee(as, LISTENING, at).map((question) => mayAtOnce({ ...rule, question }));
  const within = (column: string): Sql<boolean> =>
    sql`${sql.ref(column)} >= ${instantValue(from)} and ${sql.ref(column)} < ${instantValue(until)}`;
  return sql`
    select m.subject, m.grants, m.grp, p.id as post, p.created_at as said, s.score
    from (${speakers(hearing)}) m
    join community.post_score s on s.network_id = ${network} and s.grant_id = m.heard_by and ${within('s.said_at')}
    join community.post p on p.network_id = ${network} and p.id = s.post_id and ${within('p.created_at')}
    where p.deleted_at is null and p.boost_of is null and ${isAbout(network, sought)} and not ${isUnderMark(network, 'p', at)}
      and ${noPolicyForbids({ ...rule, question: process })} and (${sql.join(seen, sql` or `)})`;
}

/** Who lets the organisation listen, with the group that they are in; where it is by what they show, who lets it do so. */
function speakers({ network, policies, organisation, function: fn, by, at }: Hearing): Sql<unknown> {
  const asked = {
    organisation,
    function: fn,
    purpose: LISTENING,
    retentionDays: NUMBERS_STAND_DAYS,
  } as const;
  const posts = countedMembers({ network, policies }, { ...asked, what: 'posts' }, at);
  if (by === null) {
    return sql`select m.subject, m.grants, m.grants[1] as heard_by, 0 as grp from (${posts}) m`;
  }
  const attributes = membersWhoGrant({ network }, { ...asked, what: 'attributes' }, at);
  const as = { organisation, capacity: fn, retentionDays: NUMBERS_STAND_DAYS };
  const comparing = { network, policies, as, purpose: LISTENING, at } as const;
  const values = sql`${[...by.values]}::text[]`;
  return sql`
    select m.subject, m.grants || c.grants as grants, m.grants[1] as heard_by,
      coalesce(v.first - 1, ${by.values.length}::int) as grp
    from (${posts}) m join (${attributes}) c on c.subject = m.subject
    cross join lateral (
      select min(array_position(${values}, d.value)) as first, count(*) as many from community.disclosure d
      where d.network_id = ${network} and d.actor_id = m.subject and d.kind = ${by.attribute}
        and ${COARSE_ALONE.includes(by.attribute) ? sql`d.precision <> 'exact'` : sql`true`}
        and ${mayCompare(comparing, [processes(comparing)], 'd')}) v
    where v.many > 0`;
}
