import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { useStep } from './use-step.ts';

/** Brings what was signed into force, now or at a date; or in an emergency, which says from the start when it ends. */
export function ActivateSheet({
  organisation,
  matter,
  isEmergency,
  onClose,
}: {
  organisation: string;
  matter: string;
  isEmergency: boolean;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['from']);
  const take = useStep(organisation, matter);
  const [when, setWhen] = useState('');
  const send = async () => {
    const from = isEmergency || when === '' ? null : new Date(when).toISOString();
    await take({ step: 'activate', from, emergency: isEmergency });
    onClose();
  };
  return (
    <Sheet title={t(isEmergency ? 'signOff.rush' : 'signOff.activate')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <p>{t(isEmergency ? 'signOff.rushText' : 'signOff.activateText')}</p>
        {isEmergency ? null : (
          <Field
            name="from"
            type="datetime-local"
            label={t('signOff.when')}
            hint={t('signOff.whenHint')}
            value={when}
            onChange={setWhen}
          />
        )}
        <Button look={isEmergency ? 'danger' : 'primary'} type="submit" isPending={form.isPending}>
          {t(isEmergency ? 'signOff.rush' : 'signOff.activate')}
        </Button>
      </Form>
    </Sheet>
  );
}
