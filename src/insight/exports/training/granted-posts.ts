import { sql } from 'kysely';
import type { NetworkFacts } from '../../../privacy/facts.ts';
import type { TrainingDefinition } from '../../../privacy/leaving.ts';
import { asksToSee } from '../../../privacy/targeting.ts';
import type { ActorId, Instant, NetworkId } from '../../../privacy/words.ts';
import { isUnderMark } from '../../../store/sensitive-marks.ts';
import { instantValue } from '../../../store/time.ts';
import { mayAtOnce } from '../../../store/visibility/at-once.ts';
import { columnsOf, constantViewer } from '../../../store/visibility/lists.ts';
import { noPolicyForbids } from '../../../store/visibility/policies.ts';
import { APART, type Sql } from '../../../store/visibility/sql.ts';
import { isKnownOfAge } from '../../audiences/known-of-age.ts';
import { processes } from '../../audiences/shown-copies.ts';
import { countedMembers } from '../../counting/counted-members.ts';
import { takesAway } from '../export-cells.ts';

/** Which posts, in whose name, under which policies. */
export interface GrantedPosts {
  readonly network: NetworkId;
  readonly policies: NetworkFacts['policies'];
  readonly organisation: ActorId;
  readonly definition: TrainingDefinition;
  /** For how many days the file is used. */
  readonly retentionDays: number;
}

/**
 * A query of the posts, as `id`, with their `subject`, the `grants` that let it, and what is in the file: of members alone who let
 * the organisation train models with what they say, and of these only what it may read, or see for just this, at that
 * instant; and what no policy keeps from being mined or exported, for its label and its age. What its author put behind a
 * warning isn't in it, nor what is another's and passed on, nor what stands in a space or under a hashtag that is marked as sensitive;
 * nor anything of whoever isn't known to be of age by what they show.
 */
export function grantedPosts(
  { network, policies, organisation, definition, retentionDays }: GrantedPosts,
  at: Instant,
): Sql<unknown> {
  const { function: capacity, purpose, training } = definition;
  const as = { organisation, capacity, retentionDays };
  const asked = { organisation, function: capacity, purpose, what: 'posts', retentionDays } as const;
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const rule = { network, policies, viewer, object: columnsOf('post', 'p') };
  const comparing = { network, policies, as, purpose, at };
  const seen = asksToSee(as, purpose, at).map((question) => mayAtOnce({ ...rule, question }));
  const deeds = [processes(comparing), takesAway(comparing)];
  const tags = [...training.tags];
  const tagged = sql`select t.tag from community.post_tag t
    where t.network_id = ${network} and t.post_id = p.id and t.tag = any(${tags}::text[])`;
  return sql`
    select p.id, m.subject, m.grants, p.text, p.language, p.created_at as at, a.handle, a.display_name as name,
      array(${tagged} order by 1) as tags
    from (select c.subject, c.grants from (${countedMembers({ network, policies }, asked, at)}) c
      where ${isKnownOfAge(comparing, sql`c.subject`)} ${APART}) m
    join community.actor a on a.network_id = ${network} and a.id = m.subject
    join community.post p on p.network_id = ${network} and p.author_id = m.subject
    where p.deleted_at is null and p.boost_of is null and coalesce(p.text, '') <> '' and p.spoiler = '' and not p.sensitive
      and p.created_at >= ${instantValue(Date.parse(training.from))}
      and p.created_at < ${instantValue(Date.parse(training.before))}
      and not ${isUnderMark(network, 'p', at)}
      and ${tags.length === 0 ? sql`true` : sql`exists (${tagged})`}
      and ${sql.join(
        deeds.map((question) => noPolicyForbids({ ...rule, question })),
        sql` and `,
      )}
      and (${sql.join(seen, sql` or `)})`;
}
