import { sql } from 'kysely';
import { toRead } from '../../privacy/decide.ts';
import type { Policy } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { columnsOf, constantViewer } from '../../store/visibility/lists.ts';
import { noPolicyForbids } from '../../store/visibility/policies.ts';
import { countedMembers } from './counted-members.ts';
import type { Ground } from './ground.ts';
import type { TriedQuestion } from './question.ts';

/** Which policies hold, and which would. */
export interface Tried {
  readonly before: readonly Policy[];
  readonly after: readonly Policy[];
}

/**
 * A query of those members who let the organisation count them by their posts, and have some that a person without a seat
 * could no longer read under the policies that are tried; with the grants that let it.
 * @param ground under the policies that hold
 * @param after those that would
 */
export function countedAuthors(
  ground: Ground,
  asked: TriedQuestion,
  after: Tried['after'],
  at: Instant,
): Sql<unknown> {
  const { network, policies } = ground;
  const viewer = constantViewer(null);
  const rule = { network, question: toRead(at), viewer, object: columnsOf('post', 'p') };
  const members = countedMembers(ground, { ...asked, purpose: 'aggregation', what: 'posts' }, at);
  return sql`
    select m.subject, m.grants from (${members}) m
    where exists (select 1 from community.post p
      where p.network_id = ${network} and p.author_id = m.subject and p.deleted_at is null
        and ${noPolicyForbids({ ...rule, policies })}
        and not ${noPolicyForbids({ ...rule, policies: after })})`;
}
