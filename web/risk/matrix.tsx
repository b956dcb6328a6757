import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Threat } from '../api/risks.ts';

const LEVELS = [1, 2, 3, 4] as const;

/** Which cell of the matrix is looked at. */
export interface Cell {
  readonly likelihood: number;
  readonly severity: number;
}

const gravityOf = (likelihood: number, severity: number): string =>
  likelihood * severity >= 9 ? 'high' : likelihood * severity >= 4 ? 'medium' : 'low';

/** Likelihood × severity, as buttons that choose what is listed below; before or after the measures. */
export function Matrix({
  threats,
  when,
  chosen,
  onChoose,
}: {
  threats: readonly Threat[];
  when: 'before' | 'after';
  chosen: Cell | null;
  onChoose: (cell: Cell | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <table className="risk-matrix">
      <caption>{t(`risk.matrix.${when}`)}</caption>
      <thead>
        <tr>
          <td />
          {LEVELS.map((severity) => (
            <th scope="col" key={severity}>
              {t(`risk.severity.${severity}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LEVELS.toReversed().map((likelihood) => (
          <tr key={likelihood}>
            <th scope="row">{t(`risk.likelihood.${likelihood}`)}</th>
            {LEVELS.map((severity) => {
              const here = threats.filter(
                ({ [when]: grade }) => grade.likelihood === likelihood && grade.severity === severity,
              );
              const isChosen = chosen?.likelihood === likelihood && chosen.severity === severity;
              return (
                <td key={severity} className={`risk-cell risk-${gravityOf(likelihood, severity)}`}>
                  {here.length === 0 ? null : (
                    <button
                      type="button"
                      aria-pressed={isChosen}
                      aria-label={t('risk.matrix.cell', {
                        count: here.length,
                        likelihood: t(`risk.likelihood.${likelihood}`),
                        severity: t(`risk.severity.${severity}`),
                      })}
                      onClick={() => onChoose(isChosen ? null : { likelihood, severity })}
                    >
                      {here.length}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
