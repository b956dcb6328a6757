import type { Result } from '../../core/result.ts';
import type { NetworkFacts } from '../../privacy/facts.ts';
import type { Instant } from '../../privacy/words.ts';
import { noteUseOfFound } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Answer, answerOnce } from './answer-once.ts';
import { asUse } from './as-use.ts';
import { type Ground, groundOfAll } from './ground.ts';
import { canonical, type TriedQuestion } from './question.ts';

/** What is asked, who is found, and what tells it from the same question under other policies. */
interface Found {
  readonly question: TriedQuestion;
  readonly policies: NetworkFacts['policies'];
  /** A query of `subject` and `grants`, each subject once. */
  readonly found: (ground: Ground) => Sql<unknown>;
  readonly mark: string | null;
}

/** Answers a question by how many a query finds, out of the organisation's budget; each of them is told. */
export function countFound(
  deps: Pick<Deps, 'store' | 'ids' | 'random'>,
  { network, actor }: Pick<Viewer, 'network' | 'actor'>,
  { question, policies, found, mark }: Found,
  at: Instant,
): Promise<Result<Answer>> {
  const { organisation, function: fn, purpose, what } = question;
  const use = asUse({ actor }, 'counted', question);
  return answerOnce(
    deps,
    network,
    { organisation, function: fn, purpose, what, canonical: canonical(question, mark) },
    async (trx) => {
      const ground = await groundOfAll(trx, { network, policies }, organisation, at);
      return noteUseOfFound(trx, deps, network, use, found(ground), at);
    },
    at,
  );
}
