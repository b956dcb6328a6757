import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';
import { Pick } from '../ui/pick.tsx';
import { planIn } from './campaign-plan.ts';

const KINDS = ['employee', 'partner', 'customer', 'open'] as const;

/** What is signed of a new network. */
export interface NetworkDraft {
  readonly slug: string;
  readonly kind: (typeof KINDS)[number];
}

/** A network as fields have it, from a matter's text or as it is begun. */
export function networkDraft(text: string): NetworkDraft {
  const plan = planIn(text);
  const kind = KINDS.find((one) => one === plan?.kind) ?? 'partner';
  return { slug: typeof plan?.slug === 'string' ? plan.slug : '', kind };
}

/** What is to be signed of a new network, in fields. */
export function NetworkPlanFields({
  value,
  onChange,
}: {
  value: NetworkDraft;
  onChange: (value: NetworkDraft) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Field
        name="text"
        label={t('network.slug')}
        autoComplete="off"
        value={value.slug}
        onChange={(slug) => onChange({ ...value, slug: slug.trim() })}
        isRequired
      />
      <Pick
        label={t('network.kind')}
        options={KINDS.map((kind) => ({ value: kind, title: t(`network.kinds.${kind}.title`) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
      />
    </>
  );
}
