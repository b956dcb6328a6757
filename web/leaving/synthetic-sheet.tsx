import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_PURPOSES } from '../api/leaving.ts';
import { type KeyedRow, KindsAndValues } from '../audiences/kind-and-values.tsx';
import { valuesOf } from '../audiences/words.ts';
import { LeavingSheet } from './draft-sheet.tsx';
import type { Given } from './leaving-section.tsx';
import { PickPurpose } from './pick-purpose.tsx';

/** Which kinds rows are to have, each with the values that are told apart. */
export function SyntheticSheet({
  organisation,
  functions,
  onClose,
}: Given & { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<string>(EXPORT_PURPOSES[0]);
  const [rows, setRows] = useState<readonly KeyedRow[]>([
    { key: 0, kind: 'interest', lines: '' },
    { key: 1, kind: 'skill', lines: '' },
  ]);
  return (
    <LeavingSheet
      organisation={organisation}
      functions={functions}
      heading={t('leaving.synthetic.new')}
      intro={t('leaving.synthetic.newText')}
      definition={() => ({
        purpose,
        synthetic: rows.map(({ kind, lines }) => ({ kind, values: valuesOf(lines) })),
      })}
      onClose={onClose}
    >
      <PickPurpose value={purpose} onChange={setPurpose} />
      <KindsAndValues
        rows={rows}
        setRows={setRows}
        least={2}
        most={4}
        another="language"
        words={{
          legend: (n) => t('leaving.synthetic.kind', { n }),
          without: t('leaving.synthetic.without'),
          more: t('leaving.synthetic.more'),
        }}
      />
    </LeavingSheet>
  );
}
