import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { epsilonText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Gauge } from '../ui/gauge.tsx';
import { budgetQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

/** How much of what it may learn about members in this quarter an organisation has learnt. */
export function BudgetGauge({ organisation }: { organisation: string }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const { data: budget } = useQuery(budgetQuery(client, organisation));
  if (budget === undefined) return null;
  const [spent, most] = [Number(budget.epsilon_spent), Number(budget.epsilon_most)];
  const say = (epsilon: string): string => epsilonText(epsilon, i18n.language);
  return (
    <section className="panel budget" aria-labelledby="budget-heading">
      <h2 id="budget-heading">{t('records.budget.title', { quarter: budget.quarter })}</h2>
      <Gauge
        label={t('records.budget.spent')}
        value={spent}
        most={most}
        says={t('records.budget.of', { spent: say(budget.epsilon_spent), most: say(budget.epsilon_most) })}
      />
      <p>
        {t('records.budget.left', { count: budget.counts_left, at: words.day(budget.renews_at) })}{' '}
        {t('records.budget.ofOne', { cost: say(budget.epsilon_of_count) })}
      </p>
    </section>
  );
}
