import type { Result } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { countAndTake } from '../../store/allowances.ts';
import type { Deps } from '../../store/deps.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Answer, answerOnce } from './answer-once.ts';

/** What is to be counted for a breach. */
interface Affected {
  readonly organisation: ActorId;
  /** Which uses it is about, in one form: of equal ones the answer is the same, whichever breach they are in. */
  readonly scope: string;
  /** A query of those affected, each once. */
  readonly found: Sql<unknown>;
}

/**
 * About how many members a breach affects, for the authority (Article 33(3)(a) GDPR asks for an approximate number): through
 * the same noise and budget as anything else, since who is affected is who let the organisation do something. Whoever
 * is affected is told by what the breach tells them, and not by a use of their data.
 */
export const countAffected = (
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  { organisation, scope, found }: Affected,
  at: Instant,
): Promise<Result<Answer>> =>
  answerOnce(
    deps,
    network,
    {
      organisation,
      function: null,
      purpose: null,
      what: 'breach',
      canonical: JSON.stringify({ count: 'breach', of: scope }),
    },
    (trx) => countAndTake(trx, network, found, at),
    at,
  );
