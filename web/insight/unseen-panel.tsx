import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unseen } from '../api/insight.ts';
import { Chart } from './chart.tsx';
import { pointOf } from './points.ts';

/** Who lets it and who doesn't, as far as that may be known, and what rules leave of it. */
export function UnseenPanel({ unseen }: { unseen: Unseen }): ReactNode {
  const { t } = useTranslation();
  const { findable, lets, unseen: not, minimum, sigma, leaves, rules } = unseen;
  return (
    <>
      {lets === null || not === null ? (
        <p>{t('insight.unseen.untold', { count: findable })}</p>
      ) : (
        <Chart
          title={t('insight.unseen.title')}
          kind="bars"
          points={[pointOf(t('insight.unseen.lets'), lets), unseenPoint(t('insight.unseen.not'), not)]}
          of={t('insight.unseen.who')}
          unit={t('insight.unseen.members')}
          untold={t('chart.fewer', { count: minimum })}
        >
          <p>
            {not.more_than === null ? null : `${t('insight.unseen.all', { count: not.more_than, minimum })} `}
            {t('insight.unseen.how', { count: findable, sigma })}
          </p>
        </Chart>
      )}
      <h3>{t('insight.why.title')}</h3>
      <ul className="insight-why">
        <li>{t(`insight.why.${leaves}`)}</li>
        {rules.map(({ scope, policy, title }) => (
          <li key={`${scope} ${policy}`}>
            {t(`insight.why.${scope}`, { title: title ?? t('insight.why.untitled') })}{' '}
            <Link to="/policies">{t('insight.why.read')}</Link>
          </li>
        ))}
        <li>{t('insight.why.members')}</li>
        <li>{t('insight.why.hidden')}</li>
      </ul>
    </>
  );
}

/** All but few are drawn as all that is certain of them. */
const unseenPoint = (label: string, not: NonNullable<Unseen['unseen']>) => ({
  ...pointOf(label, not),
  ...(not.more_than === null ? {} : { value: not.more_than }),
  ...(not.count === null && not.more_than === null ? { low: null, high: null } : {}),
});
