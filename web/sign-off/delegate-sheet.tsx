import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Pick } from '../ui/pick.tsx';
import { useForm } from '../ui/use-form.ts';
import { useStep } from './use-step.ts';
import { useWords } from './use-words.ts';

/** Lets somebody else of the organisation sign in one's stead, until a day. */
export function DelegateSheet({
  organisation,
  matter,
  disciplines,
  onClose,
}: {
  organisation: string;
  matter: string;
  disciplines: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  const form = useForm(['until', 'to']);
  const take = useStep(organisation, matter);
  const [discipline, setDiscipline] = useState(disciplines[0] ?? '');
  const [to, setTo] = useState<Account | null>(null);
  const [until, setUntil] = useState('');
  const send = async () => {
    if (to === null) return;
    await take({ step: 'delegate', discipline, to: to.id, until: new Date(until).toISOString() });
    onClose();
  };
  return (
    <Sheet title={t('signOff.delegate')} isOpen onClose={onClose}>
      <PersonSearch label={t('signOff.delegateTo')} kinds={['persona']} onFound={setTo} />
      <Form state={form} onSubmit={send}>
        {to === null ? null : <p>{t('signOff.delegateChosen', { who: faceOf(to).display_name })}</p>}
        {disciplines.length > 1 ? (
          <Pick
            label={t('signOff.for')}
            options={disciplines.map((value) => ({ value, title: words.discipline(value) }))}
            value={discipline}
            onChange={setDiscipline}
          />
        ) : null}
        <Field
          name="until"
          type="date"
          label={t('signOff.delegateUntil')}
          value={until}
          onChange={setUntil}
          isRequired
        />
        <Button look="primary" type="submit" isPending={form.isPending} isDisabled={to === null}>
          {t('signOff.delegate')}
        </Button>
      </Form>
    </Sheet>
  );
}
