import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TriedDraft } from '../api/simulation.ts';
import { Button } from '../ui/button.tsx';
import { JobProgress } from '../ui/job-progress.tsx';
import { ChangedAudiences } from './changed-audiences.tsx';
import { ClauseFindings } from './clause-findings.tsx';
import { CountAll } from './count-all.tsx';
import { ReachLine } from './reach-line.tsx';
import { keyOf, useTrial } from './use-trial.ts';
import './simulation.css';

/** Tries a draft before anybody signs it: what it changes, and on demand for how many members. */
export function TryDraft({ organisation, draft }: { organisation: string; draft: TriedDraft }): ReactNode {
  const { t } = useTranslation();
  const trial = useTrial(organisation, draft);
  const { found, counts, job, error, look, count } = trial;
  const isBusy = trial.isBusy || job?.state === 'going';
  const lines = found === null ? [] : [...found.reaches, ...(found.authors === null ? [] : [found.authors])];
  return (
    <section className="try-draft" aria-labelledby="try-draft">
      <h2 id="try-draft">{t('simulation.title')}</h2>
      <p>{t('simulation.intro')}</p>
      <Button isPending={trial.isBusy} onPress={look}>
        {t('simulation.try')}
      </Button>
      {job === null ? null : (
        <JobProgress
          job={job}
          label={t('simulation.counting')}
          isStopping={trial.isStopping}
          onStop={trial.stop}
          onResume={trial.resume}
        />
      )}
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
                  isBusy={isBusy}
                  onCount={() => count([line])}
                />
              </li>
            ))}
          </ul>
          {lines.length === 0 ? null : (
            <CountAll found={found} lines={lines} counts={counts} isBusy={isBusy} onCount={count} />
          )}
        </div>
      )}
    </section>
  );
}
