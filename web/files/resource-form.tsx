import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Label } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { LabelChoice } from './label-choice.tsx';
import { filesKey } from './queries.ts';

/** What a resource says of itself. */
export interface ResourceWords {
  title: string;
  description: string;
  url: string;
  text: string;
  label: Label;
}

/** The words of a resource, of which each kind has some. */
export function ResourceForm({
  sheet,
  action,
  words,
  has,
  done,
  onSend,
  onClose,
}: {
  /** What stands over it. */
  sheet: string;
  action: string;
  words: ResourceWords;
  has: { readonly url: boolean; readonly text: boolean; readonly label: boolean };
  /** What is said once it is sent. */
  done: string;
  onSend: (words: ResourceWords) => Promise<unknown>;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title', 'url', 'text', 'description', 'label']);
  const [draft, setDraft] = useState(words);
  const field = (name: 'title' | 'url' | 'text' | 'description') => ({
    name,
    value: draft[name],
    onChange: (value: string) => setDraft({ ...draft, [name]: value }),
  });
  const send = async () => {
    await onSend(draft);
    await queries.invalidateQueries({ queryKey: filesKey(client.persona) });
    say(done);
    onClose();
  };
  return (
    <Sheet title={sheet} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field label={t('files.name')} {...field('title')} maxLength={200} isRequired />
        {has.url ? <Field label={t('files.address')} {...field('url')} type="url" isRequired /> : null}
        {has.text ? <Field label={t('files.text')} {...field('text')} lines={8} /> : null}
        <Field label={t('files.about')} {...field('description')} maxLength={2000} />
        {has.label ? (
          <LabelChoice value={draft.label} onChange={(label) => setDraft({ ...draft, label })} />
        ) : null}
        <Button look="primary" type="submit" isPending={form.isPending}>
          {action}
        </Button>
      </Form>
    </Sheet>
  );
}
