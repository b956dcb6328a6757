import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LABELS, type Label } from '../api/resources.ts';
import { Pick } from '../ui/pick.tsx';

/** How harmful something would be in the wrong hands. */
export function LabelChoice({
  value,
  onChange,
}: {
  value: Label;
  onChange: (label: Label) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div>
      <Pick
        label={t('files.label')}
        options={LABELS.map((label) => ({ value: label, title: t(`files.labels.${label}`) }))}
        value={value}
        onChange={onChange}
      />
      <p className="field-hint">{t('files.labelHint')}</p>
    </div>
  );
}
