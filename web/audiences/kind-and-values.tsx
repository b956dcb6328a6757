import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Pick } from '../ui/pick.tsx';
import { KINDS, useAudienceWords } from './words.ts';

/** A kind of what members show, and values of it, one a line. */
interface Row {
  kind: string;
  lines: string;
}

export function KindAndValues({
  row: { kind, lines },
  height,
  onChange,
}: {
  row: Row;
  /** Lines of the field. */
  height: number;
  onChange: (part: Partial<Row>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useAudienceWords();
  return (
    <>
      <Pick
        label={t('audiences.field.kind')}
        options={KINDS.map((value) => ({ value: value as string, title: words.kind(value) }))}
        value={kind}
        onChange={(chosen) => onChange({ kind: chosen })}
      />
      <Field
        label={t('audiences.field.values')}
        hint={t(kind === 'birth-date' ? 'audiences.field.birthHint' : 'audiences.field.valuesHint')}
        lines={height}
        value={lines}
        onChange={(said) => onChange({ lines: said })}
        isRequired
      />
    </>
  );
}

export interface KeyedRow extends Row {
  key: number;
}

/** Several of them, from so many to so many. */
export function KindsAndValues({
  rows,
  setRows,
  least,
  most,
  another,
  words,
}: {
  rows: readonly KeyedRow[];
  setRows: (change: (rows: readonly KeyedRow[]) => readonly KeyedRow[]) => void;
  least: number;
  most: number;
  /** The kind of a row that is added. */
  another: string;
  words: { legend: (n: number) => string; without: string; more: string };
}): ReactNode {
  const next = useRef(rows.length);
  return (
    <>
      {rows.map((row, n) => (
        <fieldset key={row.key} className="fieldset">
          <legend>{words.legend(n + 1)}</legend>
          <KindAndValues
            row={row}
            height={3}
            onChange={(part) =>
              setRows((all) => all.map((one) => (one.key === row.key ? { ...one, ...part } : one)))
            }
          />
          {rows.length <= least ? null : (
            <Button size="small" onPress={() => setRows((all) => all.filter(({ key }) => key !== row.key))}>
              {words.without}
            </Button>
          )}
        </fieldset>
      ))}
      {rows.length >= most ? null : (
        <Button
          icon="plus"
          onPress={() => {
            const key = next.current++;
            setRows((all) => [...all, { key, kind: another, lines: '' }]);
          }}
        >
          {words.more}
        </Button>
      )}
    </>
  );
}
