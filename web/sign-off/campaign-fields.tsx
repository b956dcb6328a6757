import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';
import { Pick } from '../ui/pick.tsx';
import { CAMPAIGNING, type CampaignDraft } from './campaign-plan.ts';

/** What is to be signed of a campaign, in fields. */
export function CampaignFields({
  value,
  onChange,
}: {
  value: CampaignDraft;
  onChange: (value: CampaignDraft) => void;
}): ReactNode {
  const { t } = useTranslation();
  const set = (changes: Partial<CampaignDraft>) => onChange({ ...value, ...changes });
  return (
    <>
      <Pick
        label={t('signOff.campaign.function')}
        options={CAMPAIGNING.map((one) => ({ value: one, title: t(`function.${one}`) }))}
        value={value.function}
        onChange={(fn) => set({ function: fn })}
      />
      <Field
        label={t('signOff.campaign.letter')}
        hint={t('signOff.campaign.letterHint')}
        lines={6}
        value={value.text}
        onChange={(text) => set({ text })}
        maxLength={5000}
        isRequired
      />
      <Field
        label={t('signOff.campaign.most')}
        hint={t('signOff.campaign.mostHint')}
        inputMode="numeric"
        value={value.most}
        onChange={(most) => set({ most })}
        isRequired
      />
      <Field
        type="date"
        label={t('signOff.campaign.until')}
        hint={t('signOff.campaign.untilHint')}
        value={value.day}
        onChange={(day) => set({ day })}
        isRequired
      />
    </>
  );
}
