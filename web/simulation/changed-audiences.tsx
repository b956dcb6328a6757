import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../api/simulation.ts';

/** Which of the audiences that the organisation keeps the draft breaks, or leaves some hours. */
export function ChangedAudiences({ found }: { found: Simulation }): ReactNode {
  const { t } = useTranslation();
  const { kept, broken, changed } = found.audiences;
  if (kept === 0) return null;
  return (
    <>
      <p>{t('simulation.audiences', { count: broken })}</p>
      <ul className="try-clauses">
        {changed.map(({ id, title, before, after }) => (
          <li key={id}>
            {t('simulation.audience', {
              title,
              before: t(`simulation.leave.${before}`),
              after: t(`simulation.leave.${after}`),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
