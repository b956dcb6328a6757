import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_PURPOSES } from '../api/leaving.ts';
import { KindAndValues } from '../audiences/kind-and-values.tsx';
import { valuesOf } from '../audiences/words.ts';
import { LeavingSheet } from './draft-sheet.tsx';
import type { Given } from './leaving-section.tsx';
import { PickPurpose } from './pick-purpose.tsx';

/** A table that experts are to sign: what is counted is named before anybody is. */
export function ExportSheet({
  organisation,
  functions,
  onClose,
}: Given & { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<string>(EXPORT_PURPOSES[0]);
  const [row, setRow] = useState({ kind: 'interest', lines: '' });
  return (
    <LeavingSheet
      organisation={organisation}
      functions={functions}
      heading={t('exports.new')}
      intro={t('exports.newText')}
      definition={() => ({ purpose, attribute: row.kind, values: valuesOf(row.lines) })}
      onClose={onClose}
    >
      <PickPurpose value={purpose} onChange={setPurpose} />
      <KindAndValues row={row} height={5} onChange={(part) => setRow((before) => ({ ...before, ...part }))} />
    </LeavingSheet>
  );
}
