import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pick } from '../ui/pick.tsx';

/** In which of an organisation's functions one acts. */
export function FunctionPick({
  label,
  functions,
  value,
  onChange,
}: {
  label: string;
  functions: readonly string[];
  value: string;
  onChange: (fn: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const options = functions.map((fn) => ({ value: fn, title: t(`function.${fn}` as 'function.sales') }));
  return <Pick label={label} options={options} value={value} onChange={onChange} />;
}
