import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS, useAudienceWords, valuesOf } from '../audiences/words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Pick } from '../ui/pick.tsx';
import { LeavingSheet } from './draft-sheet.tsx';

const MOST = 4;

/** Which kinds rows are to have, each with the values that are told apart. */
export function SyntheticSheet({
  organisation,
  functions,
  onClose,
}: {
  organisation: string;
  functions: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useAudienceWords();
  const next = useRef(2);
  const [rows, setRows] = useState([
    { key: 0, kind: 'interest', lines: '' },
    { key: 1, kind: 'skill', lines: '' },
  ]);
  const change = (key: number, more: { kind?: string; lines?: string }): void =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...more } : row)));
  return (
    <LeavingSheet
      organisation={organisation}
      functions={functions}
      heading={t('leaving.synthetic.new')}
      intro={t('leaving.synthetic.newText')}
      definition={() => ({
        purpose: 'aggregation',
        synthetic: rows.map(({ kind, lines }) => ({ kind, values: valuesOf(lines) })),
      })}
      onClose={onClose}
    >
      {rows.map((row, n) => (
        <fieldset key={row.key} className="fieldset">
          <legend>{t('leaving.synthetic.kind', { n: n + 1 })}</legend>
          <Pick
            label={t('audiences.field.kind')}
            options={KINDS.map((value) => ({ value: value as string, title: words.kind(value) }))}
            value={row.kind}
            onChange={(kind) => change(row.key, { kind })}
          />
          <Field
            label={t('audiences.field.values')}
            hint={t(row.kind === 'birth-date' ? 'audiences.field.birthHint' : 'audiences.field.valuesHint')}
            lines={3}
            value={row.lines}
            onChange={(lines) => change(row.key, { lines })}
            isRequired
          />
          {rows.length <= 2 ? null : (
            <Button size="small" onPress={() => setRows((all) => all.filter(({ key }) => key !== row.key))}>
              {t('leaving.synthetic.without')}
            </Button>
          )}
        </fieldset>
      ))}
      {rows.length >= MOST ? null : (
        <Button
          icon="plus"
          onPress={() => {
            const key = next.current++;
            setRows((all) => [...all, { key, kind: 'language', lines: '' }]);
          }}
        >
          {t('leaving.synthetic.more')}
        </Button>
      )}
    </LeavingSheet>
  );
}
