import { type ReactNode, useState } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { useTranslation } from 'react-i18next';
import {
  type Counts,
  countReach,
  type Reach,
  type Simulation,
  simulate,
  type TriedDraft,
} from '../api/simulation.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useErrorText } from '../ui/states.tsx';
import { ChangedAudiences } from './changed-audiences.tsx';
import { ClauseFindings } from './clause-findings.tsx';
import { ReachLine } from './reach-line.tsx';
import './simulation.css';

const keyOf = ({ function: fn, purpose, what }: Reach): string => `${fn} ${purpose} ${what}`;

/** Tries a draft before anybody signs it: what it changes, and on demand for how many members. */
export function TryDraft({ organisation, draft }: { organisation: string; draft: TriedDraft }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const errorText = useErrorText();
  const [tried, setTried] = useState<{ draft: TriedDraft; found: Simulation } | null>(null);
  const [counts, setCounts] = useState<ReadonlyMap<string, Counts>>(new Map());
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const [error, setError] = useState('');
  const found = tried !== null && tried.draft.text === draft.text ? tried.found : null;
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError('');
    try {
      await work();
    } catch (thrown) {
      setError(errorText(thrown));
    } finally {
      setProgress(null);
    }
  };
  const look = (): Promise<void> =>
    run(async () => {
      setProgress({ done: 0, of: 1 });
      setTried({ draft, found: await simulate(client, organisation, draft) });
      setCounts(new Map());
    });
  const count = (reaches: readonly Reach[]): Promise<void> =>
    run(async () => {
      for (const [n, reach] of reaches.entries()) {
        setProgress({ done: n, of: reaches.length });
        const counted = await countReach(client, organisation, draft, reach);
        setCounts((before) => new Map(before).set(keyOf(reach), counted));
      }
    });
  const budget = [...counts.values()].at(-1)?.budget ?? null;
  return (
    <section className="try-draft" aria-labelledby="try-draft">
      <h2 id="try-draft">{t('simulation.title')}</h2>
      <p>{t('simulation.intro')}</p>
      <Button isPending={progress !== null} onPress={look}>
        {t('simulation.try')}
      </Button>
      {progress === null ? null : (
        <ProgressBar
          className="progress"
          aria-label={t('simulation.progress')}
          value={progress.done}
          maxValue={progress.of}
        >
          <div className="progress-bar" style={{ inlineSize: `${(100 * progress.done) / progress.of}%` }} />
        </ProgressBar>
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
            {found.reaches.map((reach) => (
              <li key={keyOf(reach)}>
                <ReachLine
                  reach={reach}
                  counts={counts.get(keyOf(reach)) ?? null}
                  isBusy={progress !== null}
                  onCount={() => count([reach])}
                />
              </li>
            ))}
          </ul>
          {budget === null ? (
            <p className="try-note">{t('simulation.costs')}</p>
          ) : (
            <p className="try-note">
              {t('simulation.budget', {
                spent: budget.epsilon_spent,
                most: budget.epsilon_most,
                count: budget.counts_left,
              })}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
