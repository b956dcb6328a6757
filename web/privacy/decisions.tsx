import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { DecisionLine } from './decision-line.tsx';
import { decisionsQuery } from './queries.ts';
import './privacy.css';

/** What one decided lately, and how to undo it. */
export function DecisionsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: decisions, error, refetch } = useQuery(decisionsQuery(client));
  return (
    <Page title={t('decisions.title')} intro={t('decisions.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {decisions === undefined && error === null ? <Skeleton /> : null}
      {decisions?.length === 0 ? (
        <Empty icon="lock" title={t('decisions.none')}>
          {t('decisions.noneText')}
        </Empty>
      ) : null}
      <ul className="rule-list decisions">
        {decisions?.map((decision) => (
          <li key={decision.id} className="rule">
            <DecisionLine decision={decision} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
