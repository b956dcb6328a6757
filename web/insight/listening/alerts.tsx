import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../../personas/persona-context.tsx';
import { useRecordWords } from '../../records/use-record-words.ts';
import { alertsQuery } from './queries.ts';

/** Shifts that noise doesn't explain. */
export function Alerts({ organisation }: { organisation: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const { data: alerts } = useQuery(alertsQuery(client, organisation));
  if (alerts === undefined || alerts.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">{t('listening.alerts.title')}</h2>
      <ul className="insight-why">
        {alerts.map((one) => (
          <li key={one.id}>
            {t(`listening.alerts.${one.kind}`, {
              topic: one.topic.title,
              before: one.before,
              now: one.now,
              from: words.day(one.before_day),
              to: words.day(one.day),
            })}
          </li>
        ))}
      </ul>
      <p className="record-soft">{t('listening.alerts.text')}</p>
    </section>
  );
}
