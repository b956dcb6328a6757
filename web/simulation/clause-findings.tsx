import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation, TriedDraft } from '../api/simulation.ts';
import { SentenceText, useClauses } from '../policies/sentences.tsx';

/** What each clause adds, and what it would have stopped of the organisation's own deeds. */
export function ClauseFindings({ found, draft }: { found: Simulation; draft: TriedDraft }): ReactNode {
  const { t } = useTranslation();
  const read = useClauses(draft.text, draft.scope);
  const inWords = (id: string): ReactNode => {
    const clause = read?.clauses.find((one) => one.id === id);
    return read === null || clause === undefined ? (
      <code>{id}</code>
    ) : (
      <SentenceText clause={clause} known={read.known} />
    );
  };
  const { clauses, deeds } = found;
  return (
    <>
      <p>{t('simulation.deeds', { stopped: deeds.stopped, count: deeds.among, days: deeds.days })}</p>
      <ul className="try-clauses">
        {clauses.map((clause) => {
          const remarks = [
            clause.shadowed_by === null ? null : t('simulation.shadowed', { by: clause.shadowed_by }),
            clause.in_force_as === null ? null : t('simulation.inForceAlready'),
            clause.covered_together ? t('simulation.covered') : null,
            clause.unused === null ? null : t(`simulation.unused.${clause.unused}`),
            clause.stopped === 0 ? null : t('simulation.stopped', { count: clause.stopped }),
          ].filter((remark) => remark !== null);
          return (
            <li key={clause.clause}>
              <strong>{inWords(clause.clause)}</strong>
              <p className="try-remark">{remarks.length === 0 ? t('simulation.fine') : remarks.join(' ')}</p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
