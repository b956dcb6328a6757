import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeResource, type Resource } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { LabelChoice } from './label-choice.tsx';
import { filesKey } from './queries.ts';

/** Changes the words of a resource, and for its owner its label. */
export function EditResource({ resource, onClose }: { resource: Resource; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title', 'url', 'text', 'description', 'label']);
  const [title, setTitle] = useState(resource.title);
  const [url, setUrl] = useState(resource.url ?? '');
  const [text, setText] = useState(resource.text ?? '');
  const [description, setDescription] = useState(resource.description);
  const [label, setLabel] = useState(resource.label);
  const send = async () => {
    await changeResource(client, resource.id, {
      title,
      description,
      ...(resource.url === null ? {} : { url }),
      ...(resource.kind === 'page' ? { text } : {}),
      ...(label === resource.label ? {} : { label }),
    });
    await queries.invalidateQueries({ queryKey: filesKey(client.persona) });
    say(t('files.changed'));
    onClose();
  };
  return (
    <Sheet title={t('files.edit')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('files.name')}
          name="title"
          value={title}
          onChange={setTitle}
          maxLength={200}
          isRequired
        />
        {resource.url === null ? null : (
          <Field label={t('files.address')} name="url" type="url" value={url} onChange={setUrl} isRequired />
        )}
        {resource.kind === 'page' ? (
          <Field label={t('files.text')} name="text" value={text} onChange={setText} lines={8} />
        ) : null}
        <Field
          label={t('files.about')}
          name="description"
          value={description}
          onChange={setDescription}
          maxLength={2000}
        />
        {resource.can.manage ? <LabelChoice value={label} onChange={setLabel} /> : null}
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
