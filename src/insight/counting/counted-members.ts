import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import { whoLets } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { askedOf, type CountQuestion } from './question.ts';

/**
 * A query of the members who let it, each once, as `subject`, with the `grants` that let it. What a member didn't grant
 * isn't read any further than to see that there is no grant (P7), and policies narrow it as they narrow everything.
 */
export function countedMembers(
  { network, policies }: { readonly network: NetworkId; readonly policies: NetworkFacts['policies'] },
  asked: CountQuestion,
  at: Instant,
): Sql<unknown> {
  const { action, kind } = askedOf(asked);
  const { organisation, purpose, function: capacity, retentionDays } = asked;
  const kept = retentionDays === undefined ? {} : { retentionDays };
  const question: Question = { action, purpose, at, as: { organisation, capacity, ...kept } };
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const letting = whoLets({ network, policies, question, viewer }, kind);
  return sql`select l.subject, l.grants from (${letting}) l where l.kind = 'persona'`;
}
