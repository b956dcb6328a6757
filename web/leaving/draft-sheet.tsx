import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../i18n/format.ts';
import { FunctionPick } from '../organisations/function-pick.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';
import { useDraft } from './use-draft.ts';

/** What is to leave, as experts are to sign it: its title, function and end, and what it is in the fields within. */
export function LeavingSheet({
  organisation,
  functions,
  heading,
  intro,
  definition,
  onClose,
  children,
}: {
  organisation: string;
  functions: readonly string[];
  heading: string;
  intro: string;
  /** What it is, besides function and end. */
  definition: () => object;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const draft = useDraft(organisation);
  const form = useForm(['title']);
  const [title, setTitle] = useState('');
  const [fn, setFunction] = useState(functions[0] ?? 'marketing');
  const [until, setUntil] = useState(dayIn(60));
  const send = async (): Promise<void> => {
    await draft(title, { function: fn, ...definition(), until });
    onClose();
  };
  return (
    <Sheet title={heading} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <p>{intro}</p>
        <Field
          name="title"
          label={t('audiences.field.title')}
          value={title}
          onChange={setTitle}
          isRequired
          maxLength={120}
        />
        <FunctionPick
          label={t('audiences.field.function')}
          functions={functions}
          value={fn}
          onChange={setFunction}
        />
        {children}
        <Field
          label={t('exports.until')}
          hint={t('exports.untilHint')}
          type="date"
          value={until}
          onChange={setUntil}
          isRequired
        />
        <Button type="submit" look="primary" isPending={form.isPending}>
          {t('exports.toSign')}
        </Button>
      </Form>
    </Sheet>
  );
}
