import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Threat } from '../api/risks.ts';
import { Icon } from '../ui/icon.tsx';

/** Each threat with how grave it is, before and after, and what keeps it down. */
export function Threats({ threats }: { threats: readonly Threat[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="risk-threats">
      {threats.map((threat) => (
        <li key={threat.id} className="risk-threat">
          <h3>{threat.says}</h3>
          <p className="risk-type">{t(`risk.type.${threat.type}` as 'risk.type.linking')}</p>
          <p className="risk-grades">
            <span className={`risk-mark risk-${threat.gravity_before}`}>
              {t('risk.before', { gravity: t(`risk.gravity.${threat.gravity_before}`) })}
            </span>
            <span aria-hidden="true">→</span>
            <span className={`risk-mark risk-${threat.gravity_after}`}>
              {t('risk.after', { gravity: t(`risk.gravity.${threat.gravity_after}`) })}
            </span>
          </p>
          <ul className="risk-measures">
            {threat.measures.map((measure) => (
              <li key={measure.id} className={measure.holds ? '' : 'risk-missing'}>
                <Icon name={measure.holds ? 'check' : 'close'} />
                <span className="visually-hidden">
                  {measure.holds ? t('risk.holds') : t('risk.missing')}:{' '}
                </span>
                <span>{measure.says}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
