import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreachScope } from '../api/records.ts';
import { listText } from '../i18n/format.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { keptSeatsQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

/** Which uses of members' data a breach is about, in words. */
export function ScopeWords({ organisation, scope }: { organisation: string; scope: BreachScope }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const seatName = useSeatName();
  const { data: seats } = useQuery(keptSeatsQuery(client, organisation));
  const named = scope.seats.map((id) => {
    const seat = seats?.find((one) => one.id === id);
    return seat === undefined ? '…' : seatName(seat);
  });
  const lists = [
    scope.functions.map(words.fn),
    named,
    scope.kinds.map(words.attribute),
    scope.purposes.map(words.purpose),
  ].filter((list) => list.length > 0);
  return (
    <>
      {t('breaches.when', { from: words.time(scope.from), until: words.time(scope.until) })}
      {lists.length === 0
        ? ` · ${t('breaches.allUses')}`
        : lists.map((list) => ` · ${listText(list, 'or', i18n.language)}`).join('')}
    </>
  );
}
