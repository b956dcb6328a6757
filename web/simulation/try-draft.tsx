import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedDraft } from '../api/simulation.ts';
import { Button } from '../ui/button.tsx';
import { ChangedAudiences } from './changed-audiences.tsx';
import { ClauseFindings } from './clause-findings.tsx';
import { CountAll } from './count-all.tsx';
import { ReachLine } from './reach-line.tsx';
import { TrialProgress } from './trial-progress.tsx';
import { keyOf, useTrial } from './use-trial.ts';
import './simulation.css';

/** Tries a draft before anybody signs it: what it changes, and on demand for how many members. */
export function TryDraft({ organisation, draft }: { organisation: string; draft: TriedDraft }): ReactNode {
  const { t } = useTranslation();
  const { found, counts, progress, error, look, count, stop } = useTrial(organisation, draft);
  const lines = found === null ? [] : [...found.reaches, ...(found.authors === null ? [] : [found.authors])];
  return (
    <section className="try-draft" aria-labelledby="try-draft">
      <h2 id="try-draft">{t('simulation.title')}</h2>
      <p>{t('simulation.intro')}</p>
      <Button isPending={progress !== null} onPress={look}>
        {t('simulation.try')}
      </Button>
      {progress === null ? null : <TrialProgress progress={progress} onStop={stop} />}
      {error === '' ? null : (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      {found === null ? null : (
        <div className="try-found" role="status">
          <ClauseFindings found={found} draft={draft} />
          <ChangedAudiences found={found} />
          <h3>{t('simulation.reach')}</h3>
          {found.reaches.length === 0 ? <p>{t('simulation.noReach')}</p> : null}
          <ul className="try-reaches">
            {lines.map((line) => (
              <li key={keyOf(line)}>
                <ReachLine
                  line={line}
                  counts={counts.get(keyOf(line)) ?? null}
                  isBusy={progress !== null}
                  onCount={() => count([line])}
                />
              </li>
            ))}
          </ul>
          {lines.length === 0 ? null : (
            <CountAll
              found={found}
              lines={lines}
              counts={counts}
              isBusy={progress !== null}
              onCount={count}
            />
          )}
        </div>
      )}
    </section>
  );
}
