import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';

/** Takes the code that was mailed. */
export function CodeForm({ onSend }: { onSend: (code: string) => Promise<void> }): ReactNode {
  const { t } = useTranslation();
  const form = useForm(['code']);
  const [code, setCode] = useState('');
  return (
    <Form state={form} onSubmit={() => onSend(code)}>
      <Field
        label={t('confirm.code')}
        name="code"
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        isRequired
      />
      <Button look="primary" type="submit" isPending={form.isPending}>
        {t('confirm.do')}
      </Button>
    </Form>
  );
}
