import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachQuestion } from '../api/privacy.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { AvatarRow, faceOf } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { SealSign } from '../ui/seal.tsx';
import { useErrorText } from '../ui/states.tsx';
import { reachQuery } from './queries.ts';
import { atomsOf, sayAudience } from './say.ts';
import { usePhrases } from './use-phrases.ts';
import './audience.css';

const FACES = 6;
const NAMES = 3;

/** Who and how many a draft would reach, before it is sent. */
export function ReachBox({
  question,
  brief = false,
}: {
  question: ReachQuestion;
  brief?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const errorText = useErrorText();
  const inThread = question.reply_to !== undefined;
  const {
    data: reach,
    error,
    isPlaceholderData,
  } = useQuery({
    ...reachQuery(client, question),
    placeholderData: keepPreviousData,
  });
  const phrases = usePhrases(
    [question.audience, ...(reach?.not_counted ?? []).flatMap(({ atom }) => atom ?? [])],
    inThread,
  );
  const open = !inThread && atomsOf(question.audience).some(({ kind }) => kind === 'everyone');
  return (
    <div className="reach" data-stale={isPlaceholderData || undefined}>
      <div className="reach-line" aria-live="polite" aria-atomic="true">
        <span className="reach-sign">
          <SealSign broken={open} />
        </span>
        {error !== null ? <span>{errorText(error)}</span> : null}
        {reach === undefined ? (
          error === null ? (
            <span>{t('reach.counting')}</span>
          ) : null
        ) : (
          <span>
            <strong>{t('reach.people', { count: reach.count })}</strong>{' '}
            <span className="reach-names">
              {reach.people.length === 0
                ? null
                : nameText(
                    reach.people.slice(0, NAMES).map((account) => faceOf(account).display_name),
                    reach.count,
                    (names, count) => (count === 0 ? names : t('reach.names', { names, count })),
                  )}
            </span>
            {open ? <span className="reach-open"> {t('reach.visitors')}</span> : null}
          </span>
        )}
        {reach === undefined || brief ? null : <AvatarRow faces={reach.people.slice(0, FACES).map(faceOf)} />}
      </div>
      {reach === undefined || reach.not_counted.length === 0 ? null : (
        <ul className="reach-uncounted" aria-label={t('reach.notCounted')}>
          {reach.not_counted.map(({ atom, text }) => (
            <li key={text}>
              <Icon name="none" />
              <span>{t('reach.uncounted', { who: atom === null ? text : sayAudience(atom, phrases) })}</span>
            </li>
          ))}
        </ul>
      )}
      {reach?.upper_bound === true && reach.count > 0 && !brief ? (
        <p className="reach-note">{t('reach.upperBound')}</p>
      ) : null}
    </div>
  );
}

/** "Ada, Ben, Cleo" and how many more there are. */
function nameText(
  names: readonly string[],
  count: number,
  say: (names: string, more: number) => string,
): string {
  return say(names.join(', '), Math.max(0, count - names.length));
}
