import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { useStep } from './use-step.ts';
import { useWords } from './use-words.ts';

/** Refuses to sign, with the reason. */
export function RefuseSheet({
  organisation,
  matter,
  disciplines,
  hash,
  onClose,
}: {
  organisation: string;
  matter: string;
  disciplines: readonly string[];
  hash: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  const form = useForm(['reason']);
  const take = useStep(organisation, matter);
  const [discipline, setDiscipline] = useState(disciplines[0] ?? '');
  const [reason, setReason] = useState('');
  const send = async () => {
    await take({ step: 'refuse', discipline, hash, reason });
    onClose();
  };
  return (
    <Sheet title={t('signOff.refuse')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        {disciplines.length > 1 ? (
          <Pick
            label={t('signOff.for')}
            options={disciplines.map((value) => ({ value, title: words.discipline(value) }))}
            value={discipline}
            onChange={setDiscipline}
          />
        ) : null}
        <Field
          name="reason"
          label={t('signOff.reason')}
          value={reason}
          onChange={setReason}
          lines={4}
          isRequired
        />
        <Button look="danger" type="submit" isPending={form.isPending}>
          {t('signOff.refuse')}
        </Button>
      </Form>
    </Sheet>
  );
}
