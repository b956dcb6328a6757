import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/choices.tsx';

/** How precisely an attribute is shown; nothing where there is but one way. */
export function PrecisionChoice({
  precisions,
  value,
  onChange,
}: {
  precisions: readonly string[];
  value: string;
  onChange: (precision: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (precisions.length < 2) return null;
  return (
    <Choices
      label={t('attributes.precision')}
      value={value}
      onChange={onChange}
      choices={precisions.map((precision) => ({
        value: precision,
        title: t(`attribute.precision.${precision}` as 'attribute.precision.exact'),
      }))}
      inline
    />
  );
}
