import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../api/resources.ts';
import { Button } from '../ui/button.tsx';
import { LabelChoice } from './label-choice.tsx';

/** The label of what one writes or uploads: out of the way until it is wanted. */
export function OptionalLabel({
  value,
  onChange,
}: {
  value: Label;
  onChange: (label: Label) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (isOpen || value !== 'public') return <LabelChoice value={value} onChange={onChange} />;
  return (
    <div>
      <Button size="small" look="quiet" icon="lock" onPress={() => setOpen(true)}>
        {t('files.addLabel')}
      </Button>
    </div>
  );
}
