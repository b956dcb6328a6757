import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fullDate } from '../i18n/format.ts';

/** What experts sign when an organisation is to be told more about members, in plain words. */
export function TermsWords({ plan }: { plan: Readonly<Record<string, unknown>> }): ReactNode {
  const { t, i18n } = useTranslation();
  const { minimum, epsilon_of_quarter: quarter, epsilon_of_query: query, policy_first: first, until } = plan;
  return (
    <>
      <ul>
        {typeof minimum === 'number' ? <li>{t('terms.plan.minimum', { minimum })}</li> : null}
        {typeof quarter === 'number' ? <li>{t('terms.plan.quarter', { quarter })}</li> : null}
        {typeof query === 'number' ? <li>{t('terms.plan.query', { query })}</li> : null}
        {first === false ? <li>{t('terms.plan.policyFirst')}</li> : null}
      </ul>
      <p>
        {typeof until === 'string'
          ? t('terms.plan.until', { until: fullDate(new Date(until), i18n.language) })
          : t('terms.plan.forGood')}
      </p>
      <p className="matter-note">{t('terms.plan.means')}</p>
    </>
  );
}
