import { sql } from 'kysely';
import type { Result } from '../../core/result.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Answer, answerOnce } from './answer-once.ts';

/** What is to be counted for a breach. */
interface Affected {
  readonly id: string;
  readonly organisation: ActorId;
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose | null;
}

/**
 * About how many members a breach affects, for the authority (Article 33(3)(a) GDPR asks for an approximate number): through
 * the same noise and budget as anything else, since who is affected is who let the organisation do something. Whoever
 * is affected is told by what the breach tells them, and not by a use of their data.
 * @param found a query of them, each once
 */
export const countAffected = (
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  network: NetworkId,
  { id, organisation, function: fn, purpose }: Affected,
  found: Sql<unknown>,
  at: Instant,
): Promise<Result<Answer>> =>
  answerOnce(
    deps,
    network,
    {
      organisation,
      function: fn,
      purpose,
      what: 'breach',
      canonical: JSON.stringify({ count: 'breach', of: id }),
    },
    async (trx) => {
      const { rows } = await sql<{ many: number }>`select count(*) as many from (${found}) f`.execute(trx);
      return rows[0]?.many ?? 0;
    },
    at,
  );
