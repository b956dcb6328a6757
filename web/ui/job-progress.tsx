import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api/jobs.ts';
import { Button } from './button.tsx';
import './job-progress.css';

/** How far a job is, step by step; that it can be stopped while it goes on, and go on once it has stopped. */
export function JobProgress({
  job: { state, done, total, within, says },
  label,
  isStopping,
  onStop,
  onResume,
}: {
  job: Job<unknown>;
  label: string;
  isStopping: boolean;
  onStop: () => void;
  onResume: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  if (state === 'done') return null;
  // A single question isn't counted in steps: it is called off within its step, and begun anew.
  const isOne = total === 1;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  return (
    <div className="job">
      <div className="job-progress">
        <ProgressBar
          value={done + within / 100}
          maxValue={total}
          valueLabel={isOne ? percent.format(within / 100) : t('jobs.of', { done, of: total })}
        >
          {({ percentage, valueText }) => (
            <>
              <span className="job-words">
                <Label>{label}</Label> <span>{valueText}</span>
              </span>
              <span className="progress">
                <span className="progress-bar" style={{ inlineSize: `${percentage}%` }} />
              </span>
            </>
          )}
        </ProgressBar>
        {state === 'going' ? (
          <Button size="small" isDisabled={isStopping} onPress={onStop}>
            {t(!isStopping ? 'jobs.stop' : isOne ? 'jobs.stoppingOne' : 'jobs.stopping')}
          </Button>
        ) : (
          <Button size="small" onPress={onResume}>
            {t('jobs.resume')}
          </Button>
        )}
      </div>
      <p className="job-note" role="status">
        {state === 'going'
          ? t('jobs.going')
          : state === 'cancelled'
            ? t(isOne ? 'jobs.cancelledOne' : 'jobs.cancelled')
            : says}
      </p>
    </div>
  );
}
