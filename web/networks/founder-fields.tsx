import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/field.tsx';

/** As whom somebody founds a network. */
export interface Founder {
  readonly display_name: string;
  readonly handle: string;
}

export const emptyFounder: Founder = { display_name: '', handle: '' };

/** The persona that will administer a new network. */
export function FounderFields({
  founder,
  onChange,
}: {
  founder: Founder;
  onChange: (founder: Founder) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset className="fieldset">
      <legend>{t('setup.persona')}</legend>
      <Field
        label={t('persona.name')}
        name="persona.display_name"
        autoComplete="name"
        value={founder.display_name}
        onChange={(display_name) => onChange({ ...founder, display_name })}
        hint={t('persona.nameHint')}
        isRequired
      />
      <Field
        label={t('persona.handle')}
        name="persona.handle"
        prefix="@"
        autoComplete="off"
        value={founder.handle}
        onChange={(handle) => onChange({ ...founder, handle })}
        hint={t('persona.handleHint')}
        isRequired
      />
    </fieldset>
  );
}
