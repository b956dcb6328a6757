import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import type { Progress } from './use-trial.ts';

/** How far it is, question by question, and that it can be stopped. */
export function TrialProgress({
  progress: { done, of, isStopping },
  onStop,
}: {
  progress: Progress;
  onStop: () => void;
}): ReactNode {
  const { t } = useTranslation();
  if (of === null) {
    return <ProgressBar className="progress" aria-label={t('simulation.progress')} isIndeterminate />;
  }
  return (
    <div className="try-progress">
      <ProgressBar value={done} maxValue={of} valueLabel={t('simulation.countedOf', { done, of })}>
        {({ percentage, valueText }) => (
          <>
            <span className="try-progress-words">
              <Label>{t('simulation.counting')}</Label> <span>{valueText}</span>
            </span>
            <span className="progress">
              <span className="progress-bar" style={{ inlineSize: `${percentage}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <Button size="small" isDisabled={isStopping} onPress={onStop}>
        {isStopping ? t('simulation.stopping') : t('simulation.stop')}
      </Button>
    </div>
  );
}
