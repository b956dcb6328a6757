import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginLockdown, endLockdown } from '../api/privacy.ts';
import type { Lockdown } from '../api/types.ts';
import { fullTime } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { useAction } from '../ui/use-action.ts';
import { lockdownQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';

/** Gone for a while to whoever is new or a stranger: how it stands, and the one touch that begins or ends it. */
export function LockdownPanel(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data } = useQuery(lockdownQuery(client));
  if (data === undefined) return null;
  const { lockdown } = data;
  return (
    <section
      className={lockdown === null ? 'lockdown' : 'lockdown lockdown-holds'}
      aria-labelledby="lockdown-heading"
    >
      <h2 id="lockdown-heading">{t(lockdown === null ? 'lockdown.title' : 'lockdown.holds')}</h2>
      {lockdown === null ? <Begin /> : <Holds lockdown={lockdown} />}
    </section>
  );
}

function Holds({ lockdown }: { lockdown: Lockdown }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const words = [
    ...(lockdown.newer_than_days === null
      ? []
      : [t('lockdown.newcomers', { count: lockdown.newer_than_days })]),
    ...(lockdown.strangers ? [t('lockdown.strangers')] : []),
  ];
  return (
    <>
      <p>
        {t('lockdown.until', {
          until: fullTime(new Date(lockdown.ends_at), i18n.language),
          who: words.join(t('lockdown.or')),
        })}
      </p>
      <p className="lockdown-note">{t('lockdown.not')}</p>
      <Button
        isPending={isBusy}
        onPress={() =>
          act(() => endLockdown(client), {
            says: () => decided(t('lockdown.ended')),
            touches: [[client.persona, 'lockdown']],
          })
        }
      >
        {t('lockdown.end')}
      </Button>
    </>
  );
}

const PATTERNS = ['newcomers', 'strangers'] as const;
type Pattern = (typeof PATTERNS)[number];
const DAYS = ['1', '7', '30'] as const;
/** What a member is to be new, unless they were set otherwise. */
const NEW_FOR_DAYS = 30;

function Begin(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const decided = useDecided();
  const [patterns, setPatterns] = useState<readonly Pattern[]>(PATTERNS);
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  const wanted = {
    newer_than_days: patterns.includes('newcomers') ? NEW_FOR_DAYS : null,
    strangers: patterns.includes('strangers'),
    days: Number(days) as 1 | 7 | 30,
  };
  return (
    <>
      <p>{t('lockdown.intro')}</p>
      <p className="lockdown-note">{t('lockdown.not')}</p>
      <details>
        <summary>{t('lockdown.choose')}</summary>
        <div className="lockdown-choice">
          <Toggles
            label={t('lockdown.who')}
            choices={[
              { value: 'newcomers', title: t('lockdown.newcomers', { count: NEW_FOR_DAYS }) },
              { value: 'strangers', title: t('lockdown.strangers') },
            ]}
            value={patterns}
            onChange={setPatterns}
          />
          <Choices
            inline
            label={t('lockdown.howLong')}
            choices={DAYS.map((value) => ({ value, title: t('lockdown.days', { count: Number(value) }) }))}
            value={days}
            onChange={setDays}
          />
        </div>
      </details>
      <Button
        look="primary"
        isPending={isBusy}
        isDisabled={patterns.length === 0}
        onPress={() =>
          act(() => beginLockdown(client, wanted), {
            says: () => decided(t('lockdown.begun')),
            touches: [[client.persona, 'lockdown']],
          })
        }
      >
        {t('lockdown.begin', { count: wanted.days })}
      </Button>
    </>
  );
}
