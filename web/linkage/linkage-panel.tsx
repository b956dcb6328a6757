import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Linkage } from '../api/linkage.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { personaFace } from '../personas/persona-switcher.tsx';
import { Icon } from '../ui/icon.tsx';
import { SignalLine } from './signal-line.tsx';
import '../giveaway/giveaway.css';

/**
 * What would newly tie the persona who speaks to others of the same account. It blocks nothing.
 * @param isAsking it was wanted to be sent: then this is what is read first
 */
export function LinkagePanel({
  linkages,
  isAsking = false,
}: {
  linkages: readonly Linkage[];
  isAsking?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { personas } = useSpeaking();
  const lead = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isAsking) lead.current?.focus();
  }, [isAsking]);
  return (
    <div className="giveaway-place" role="status">
      {linkages.length === 0 ? null : (
        <div className={isAsking ? 'giveaway giveaway-asking' : 'giveaway'}>
          <p className="giveaway-lead" ref={lead} tabIndex={-1}>
            <Icon name="link" />
            <span>
              <strong>{t('linkage.would')}</strong> {t('linkage.wouldText')}
            </span>
          </p>
          {linkages.map(({ other, signals }) => {
            const persona = personas.find(({ id }) => id === other);
            return (
              <div key={other} className="linkage-would">
                <p>
                  {persona === undefined
                    ? null
                    : t('linkage.with', {
                        name: personaFace(persona).display_name,
                        network: persona.network.title,
                      })}
                </p>
                <ul className="linkage-signals">
                  {signals.map((signal) => (
                    <SignalLine key={`${signal.kind} ${signal.of} ${signal.what}`} signal={signal} />
                  ))}
                </ul>
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
