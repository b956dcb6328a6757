import { sql } from 'kysely';
import type { NetworkFacts, Question } from '../../privacy/facts.ts';
import { coveringPurposes } from '../../privacy/purposes.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import { instantValue } from '../../store/time.ts';
import { lettingGrants, may, type Sql } from '../../store/visibility/clauses.ts';
import { admittedAudiences, columnsOf, constantViewer } from '../../store/visibility/lists.ts';
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
  const { organisation, purpose, retentionDays } = asked;
  const now = instantValue(at);
  const question: Question = {
    action,
    purpose,
    at,
    as: {
      organisation,
      capacity: asked.function,
      ...(retentionDays === undefined ? {} : { retentionDays }),
    },
  };
  const viewer = constantViewer({ id: organisation, kind: 'organisation' });
  const rule = { network, policies, question, viewer, object: columnsOf(kind, 'a') };
  // Those whose grants could admit it, by its sets; of each, the rule decides.
  return sql`
    select a.id as subject, ${lettingGrants(rule)} as grants
    from (select distinct g.object_id from community."grant" g
      where g.network_id = ${network} and g.object_kind = ${kind} and ${action} = any(g.actions)
        and g.purpose = any(${[...coveringPurposes(purpose)]}::text[])
        and g.valid_from <= ${now} and g.valid_until > ${now}
        and g.audience_id in ${admittedAudiences(network, organisation, at)}) c
    join community.actor a on a.network_id = ${network} and a.id = c.object_id and a.kind = 'persona'
    where ${may(rule)}`;
}
