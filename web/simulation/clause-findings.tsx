import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../api/simulation.ts';

/** What each clause adds, and what it would have stopped of the organisation's own deeds. */
export function ClauseFindings({ found }: { found: Simulation }): ReactNode {
  const { t } = useTranslation();
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
              <code>{clause.clause}</code> {remarks.length === 0 ? t('simulation.fine') : remarks.join(' ')}
            </li>
          );
        })}
      </ul>
    </>
  );
}
