import { type Kysely, sql } from 'kysely';
import type { Question } from '../../privacy/facts.ts';
import { asksToSee, COARSE_ALONE, type GroupingKind, NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import { scoredPost } from '../../store/post-scores.ts';
import type { Database } from '../../store/schema.ts';
import { isUnderMark } from '../../store/sensitive-marks.ts';
import { instantValue } from '../../store/time.ts';
import { loadAdmitting, OF_KNOWN_OWNERS, oneAtOnce, threadAtOnce } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import type { ObjectSql } from '../../store/visibility/object-sql.ts';
import { noPolicyForbids } from '../../store/visibility/policies.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { mayCompare, processes } from '../audiences/shown-copies.ts';
import { countedMembers, membersWhoGrant } from '../counting/counted-members.ts';
import type { Ground } from '../counting/ground.ts';
import type { Stretch } from './span.ts';
import { isAbout, type Sought } from './topic.ts';

export const LISTENING = 'sentiment-monitoring';

/** By which values of what members show it is told apart; who shows another one is in the last group. */
export interface Grouping {
  readonly attribute: GroupingKind;
  readonly values: readonly string[];
}

/** Who listens, to what. */
export interface Hearing extends Ground {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
  readonly sought: Sought;
  readonly by: Grouping | null;
  readonly at: Instant;
}

/** The same with the audiences that admit the organisation, found once for all that is asked of posts and members. */
export async function admitted(db: Kysely<Database>, hearing: Hearing): Promise<Hearing> {
  const { network, organisation, at } = hearing;
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  return { ...hearing, admitting: await loadAdmitting(db, { network, viewer }, at) };
}

/**
 * A query of who lets the organisation listen, as `subject` with the `grants` that let it, by which of them posts are scored (`heard_by`), and
 * `grp`, the group that they are in: where it is by what they show, who lets it use that as well.
 */
export function speakers(hearing: Hearing): Sql<unknown> {
  const { network, policies, organisation, function: fn, by, at } = hearing;
  const asked = {
    organisation,
    function: fn,
    purpose: LISTENING,
    retentionDays: NUMBERS_STAND_DAYS,
  } as const;
  const posts = countedMembers(hearing, { ...asked, what: 'posts' }, at);
  if (by === null) {
    return sql`select m.subject, m.grants, m.grants[1] as heard_by, 0 as grp from (${posts}) m`;
  }
  const attributes = membersWhoGrant(hearing, { ...asked, what: 'attributes' }, at);
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

/**
 * A query of the posts that are heard: `subject`, `post`, `said` (when) and `score` (null is another language). Of whoever doesn't
 * let the organisation listen nothing is read (P7); of whoever does, only what has a score by that very grant, and what the
 * organisation may see, to read or for just this. Of whom it is told by groups, {@link speakers} has fewer.
 */
export function heard(hearing: Hearing, { from, until }: Pick<Stretch, 'from' | 'until'>): Sql<unknown> {
  const { network, policies, admitting, organisation, function: capacity, sought, at } = hearing;
  const as = { organisation, capacity, retentionDays: NUMBERS_STAND_DAYS };
  const viewer = {
    ...constantViewer({ id: organisation, kind: 'organisation' }),
    ...(admitting === undefined ? {} : { admitting }),
  };
  const post = scoredPost('s');
  const rule = { network, policies, viewer, object: withoutThread(post) };
  const process: Question = { action: 'process', purpose: LISTENING, at, as };
  const [reading, forThis] = asksToSee(as, LISTENING, at);
  const { granted, left } = oneAtOnce(rule, [reading, forThis], OF_KNOWN_OWNERS);
  // "Is true" keeps them a set that is looked into, and of which PostgreSQL doesn't take it that hardly anything is in it.
  return sql`
    with shown as materialized (
      select s.author_id, s.post_id, s.said_at, s.score, s.within, s.on_resource from community.post_score s
      where s.network_id = ${network}
        and (s.grant_id in (select m.heard_by from (${speakers({ ...hearing, by: null })}) m)) is true
        and s.said_at >= ${instantValue(from)} and s.said_at < ${instantValue(until)}
        and ${isAbout(network, sought)} and not ${isUnderMark(network, 's', at, 'post_id')}
        and ${noPolicyForbids({ ...rule, question: process })} and ${granted} and ${left})
    select s.author_id as subject, s.post_id as post, s.said_at as said, s.score from shown s
    where ${threadAtOnce({ ...rule, object: post, question: reading })}`;
}

/** The same as if it stood within nothing. */
const withoutThread = ({ on, ...post }: ObjectSql): ObjectSql => ({ ...post, within: null });
