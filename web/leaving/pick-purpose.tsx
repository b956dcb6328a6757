import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORT_PURPOSES } from '../api/leaving.ts';
import { useAudienceWords } from '../audiences/words.ts';
import { Pick } from '../ui/pick.tsx';

/** For which of the two purposes numbers leave that members let by themselves. */
export function PickPurpose({
  value,
  onChange,
}: {
  value: string;
  onChange: (purpose: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useAudienceWords();
  return (
    <Pick
      label={t('audiences.field.purpose')}
      options={EXPORT_PURPOSES.map((one) => ({ value: one as string, title: words.purpose(one) }))}
      value={value}
      onChange={onChange}
    />
  );
}
