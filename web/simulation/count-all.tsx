import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counts, Line, Simulation } from '../api/simulation.ts';
import { Button } from '../ui/button.tsx';
import { keyOf } from './use-trial.ts';

/** What it would cost to have all that isn't counted yet counted, and has it counted. */
export function CountAll({
  found,
  lines,
  counts,
  isBusy,
  onCount,
}: {
  found: Simulation;
  lines: readonly Line[];
  counts: ReadonlyMap<string, Counts>;
  isBusy: boolean;
  onCount: (lines: readonly Line[]) => void;
}): ReactNode {
  const { t } = useTranslation();
  const left = lines.filter((line) => !counts.has(keyOf(line)));
  const budget = [...counts.values()].findLast((one) => one.budget !== null)?.budget ?? found.budget;
  // Lines may ask the same question.
  const price = Math.min(
    found.counts,
    left.reduce((sum, line) => sum + line.counts, 0),
  );
  return (
    <>
      {left.length === 0 ? null : (
        <p className="try-note">
          {price === 0
            ? t('simulation.free')
            : t('simulation.price', { count: price, left: budget.counts_left })}
          {price > budget.counts_left ? ` ${t('simulation.tooDear')}` : ''}
        </p>
      )}
      {left.length < 2 ? null : (
        <Button isDisabled={isBusy} onPress={() => onCount(left)}>
          {left.length === lines.length
            ? t('simulation.countAll', { count: left.length })
            : t('simulation.countRest', { count: left.length })}
        </Button>
      )}
      <p className="try-note">
        {t('simulation.budget', {
          spent: budget.epsilon_spent,
          most: budget.epsilon_most,
          count: budget.counts_left,
        })}{' '}
        {t('simulation.costs')}
      </p>
    </>
  );
}
