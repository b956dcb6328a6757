import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Emerging } from '../../api/listening.ts';
import { Chart } from '../chart.tsx';

/** Words that many have begun to use. Those that few use are told of nobody. */
export function EmergingTerms({ emerging }: { emerging: Emerging }): ReactNode {
  const { t } = useTranslation();
  const { terms, told_from: from, words_of_member: most, sigma } = emerging;
  const note = t('listening.emerging.note', { from, count: most, sigma });
  if (terms.length === 0) {
    return (
      <p>
        {t('listening.emerging.none')} {note}
      </p>
    );
  }
  return (
    <Chart
      title={t('listening.emerging.title')}
      kind="bars"
      points={terms.map(({ term, kind, members }) => ({
        label: kind === 'hashtag' ? `#${term}` : term,
        value: members.count,
        low: members.interval.low,
        high: members.interval.high,
      }))}
      of={t('listening.emerging.term')}
      unit={t('insight.unseen.members')}
      untold={t('listening.heard.untold')}
    >
      <p className="record-soft">{note}</p>
    </Chart>
  );
}
