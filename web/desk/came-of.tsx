import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName, Outbound } from '../api/desk.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { recipientsQuery } from './queries.ts';

/** What came of writing to each, as far as it may be told. */
export function CameOf({ desk, sent }: { desk: DeskName; sent: readonly Outbound[] }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const known = useQueryClient().getQueryData(recipientsQuery(client, desk).queryKey);
  const accounts = new Map(
    known?.pages.flatMap(({ items }) => items.map(({ account }) => [account.id, account] as const)),
  );
  const nameOf = (id: string): string => {
    const account = accounts.get(id);
    return account === undefined ? t('messages.somebody') : faceOf(account).display_name;
  };
  return (
    <ul className="rule-list" aria-label={t('desk.cameOf')}>
      {sent.map(({ persona, outcome, preferred }) => (
        <li key={persona} className="rule">
          <span className="rule-words">
            <strong>{nameOf(persona)}</strong> {t(`desk.outcome.${outcome}`)}
            {preferred === null ? null : <small>{t('desk.preferred', { place: preferred })}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
