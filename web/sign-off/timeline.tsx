import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatterStep } from '../api/sign-off.ts';
import { fullTime } from '../i18n/format.ts';
import { useWho } from './use-who.ts';
import { useWords } from './use-words.ts';

/** All that happened to a matter, the latest first. */
export function Timeline({ steps }: { steps: readonly MatterStep[] }): ReactNode {
  const { t, i18n } = useTranslation();
  const who = useWho();
  const words = useWords();
  const time = (at: string | null) => (at === null ? '' : fullTime(new Date(at), i18n.language));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t('signOff.timeline')}</h2>
      <ol className="timeline">
        {steps.toReversed().map((step) => (
          <li key={step.n}>
            <time dateTime={step.at} className="matter-note">
              {time(step.at)}
            </time>
            <span>
              {t(`signOff.did.${step.did}${howOf(step)}` as 'signOff.did.drafted', {
                who: who(step),
                discipline: step.discipline === null ? '' : words.discipline(step.discipline),
                from: time(step.from),
                until: time(step.until),
              })}
            </span>
            {step.text === null || step.did === 'drafted' || step.did === 'changed' ? null : (
              <q>{step.text}</q>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** An activation says when it ends, where it does by itself. */
const howOf = ({ did, emergency, until }: MatterStep): string => {
  if (emergency) return 'Emergency';
  return did === 'activated' && until !== null ? 'Until' : '';
};
