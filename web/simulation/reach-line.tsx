import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Count, Counts, Reach } from '../api/simulation.ts';
import { Button } from '../ui/button.tsx';

/** What a function could do before, and could under the draft, with how many members once it was counted. */
export function ReachLine({
  reach,
  counts,
  isBusy,
  onCount,
}: {
  reach: Reach;
  counts: Counts | null;
  isBusy: boolean;
  onCount: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const said = ({ count, fewer_than: fewer, interval }: Count): string =>
    count === null
      ? t('simulation.fewer', { count: fewer ?? 0 })
      : interval === null
        ? t('simulation.exactly', { count })
        : t('simulation.about', { count, from: interval.from, to: interval.to });
  const names = {
    function: t(`function.${reach.function}` as 'function.sales'),
    purpose: t(`grants.purpose.${reach.purpose}` as 'grants.purpose.reading').toLocaleLowerCase(),
    what: t(`simulation.what.${reach.what}` as 'simulation.what.posts'),
  };
  return (
    <>
      <span className="try-reach">
        <strong>
          {reach.what === 'contact' ? t('simulation.contact', names) : t('simulation.process', names)}
        </strong>
        <span>
          {t('simulation.change', {
            before: t(`simulation.leave.${reach.before}`),
            after: t(`simulation.leave.${reach.after}`),
          })}
        </span>
        {counts === null || counts.before === null ? null : (
          <span className="try-counts">
            {t('simulation.wouldReach', { before: said(counts.before), after: said(counts.after) })}
          </span>
        )}
      </span>
      {counts === null ? (
        <Button size="small" isDisabled={isBusy} onPress={onCount}>
          {t('simulation.count')}
        </Button>
      ) : null}
    </>
  );
}
