import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Count, Counts, Line, Reach } from '../api/simulation.ts';
import { Button } from '../ui/button.tsx';

/** What a function could do before, and could under the draft, with how many members once it was counted. */
export function ReachLine({
  line,
  counts,
  isBusy,
  onCount,
}: {
  line: Line | Reach;
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
    function: t(`function.${line.function}` as 'function.sales'),
    purpose: t(`grants.purpose.${line.purpose}` as 'grants.purpose.reading').toLocaleLowerCase(),
    what: t(`simulation.what.${line.what}` as 'simulation.what.posts'),
  };
  return (
    <>
      <span className="try-reach">
        <strong>
          {line.what === 'authors'
            ? t('simulation.authors', names)
            : line.what === 'contact'
              ? t('simulation.contact', names)
              : t('simulation.process', names)}
        </strong>
        {'before' in line ? (
          <span>
            {t('simulation.change', {
              before: t(`simulation.leave.${line.before}`),
              after: t(`simulation.leave.${line.after}`),
            })}
          </span>
        ) : null}
        {counts === null ? null : (
          <span className="try-counts">
            {counts.before === null
              ? t('simulation.wouldCutOff', { after: said(counts.after) })
              : t('simulation.wouldReach', { before: said(counts.before), after: said(counts.after) })}
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
