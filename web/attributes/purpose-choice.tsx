import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pick } from '../ui/pick.tsx';

const purposes = [
  'reading',
  'human-resources',
  'recruitment-screening',
  'customer-service',
  'support',
  'sales',
  'marketing',
  'offer-targeting',
  'communications',
  'personalisation',
  'suggestions',
  'sentiment-monitoring',
  'influence-measurement',
  'aggregation',
  'mining',
  'model-training',
  'entity-resolution',
] as const;

/** For what an attribute is shown: to be read, unless something else is chosen. */
export function PurposeChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (purpose: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const chosen = purposes.find((one) => one === value) ?? 'reading';
  return (
    <div className="purpose-choice">
      <Pick
        label={t('attributes.purpose')}
        value={chosen}
        onChange={onChange}
        options={purposes.map((one) => ({ value: one, title: t(`attributes.purposes.${one}.title`) }))}
      />
      <p className="field-hint">{t(`attributes.purposes.${chosen}.text`)}</p>
    </div>
  );
}
