import { sql } from 'kysely';
import { toRead } from '../../privacy/decide.ts';
import type { Question } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { whoLets } from '../../store/visibility/at-once.ts';
import { constantViewer } from '../../store/visibility/lists.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/**
 * How many other members the viewer may find in the directory, which they may count themselves by reading it: by the one rule,
 * asked of the viewer. Nothing is noted and nothing kept, since nobody learns what they couldn't read.
 */
export async function countDirectory(
  { store }: Pick<Deps, 'store'>,
  { network, networkFacts: { policies }, actor }: Viewer,
  at: Instant,
): Promise<number> {
  const viewer = constantViewer(actor);
  const letting = (question: Question): Sql<unknown> =>
    whoLets({ network, policies, question, viewer }, 'presence');
  const { rows } = await sql<{ many: number }>`
    select count(*) as many from (${letting({ action: 'find', purpose: 'reading', at })}) f
    join (${letting(toRead(at))}) s on s.subject = f.subject
    where f.kind = 'persona' and f.subject <> ${actor?.id ?? null}::uuid`.execute(store.community);
  return rows[0]?.many ?? 0;
}
