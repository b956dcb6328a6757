import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyLabel as Label } from '../api/types.ts';
import { Failed, Skeleton } from '../ui/states.tsx';
import { privacyLabelQuery } from './queries.ts';
import { Rules } from './rules.tsx';
import { useLabelWords } from './use-label-words.ts';

export const labelRows = [
  'runBy',
  'asks',
  'label',
  'contact',
  'processing',
  'policies',
  'retention',
  'federation',
  'export',
] as const;
type Row = (typeof labelRows)[number];

/** A network's privacy label, read from what is in force there. */
export function PrivacyLabel({ slug }: { slug: string }): ReactNode {
  const { t } = useTranslation();
  const { data: label, error, refetch } = useQuery(privacyLabelQuery(slug));
  if (label === undefined) {
    return error === null ? <Skeleton /> : <Failed error={error} retry={() => refetch()} />;
  }
  return (
    <dl className="privacy-label">
      {labelRows
        // The rules stand above already.
        .filter((row) => row !== 'asks')
        .map((row) => (
          <div key={row}>
            <dt>{t(`privacyLabel.row.${row}`)}</dt>
            <dd>
              <LabelRow row={row} label={label} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

export function LabelRow({ row, label }: { row: Row; label: Label }): ReactNode {
  const words = useLabelWords(label);
  if (row === 'asks') return <Rules network={label.network} />;
  return words(row).map((line) => <p key={line}>{line}</p>);
}
