import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Label, makeResource } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { say } from '../ui/toasts.tsx';
import { useForm } from '../ui/use-form.ts';
import { LabelChoice } from './label-choice.tsx';
import { filesKey } from './queries.ts';

export type NewKind = 'folder' | 'page' | 'link' | 'app';

/** Makes a folder, a page, a link or an app. */
export function NewResource({
  kind,
  folder,
  owner,
  onClose,
}: {
  kind: NewKind;
  folder: string | null;
  owner: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title', 'url', 'text', 'description', 'label']);
  const [title, setTitle] = useState('');
  const [url, setUrl] = useState('https://');
  const [text, setText] = useState('');
  const [description, setDescription] = useState('');
  const [label, setLabel] = useState<Label>('public');
  const hasAddress = kind === 'link' || kind === 'app';
  const send = async () => {
    await makeResource(client, {
      kind,
      title,
      description,
      label,
      ...(hasAddress ? { url } : {}),
      ...(kind === 'page' ? { text } : {}),
      ...(folder === null ? { owner } : { folder }),
    });
    await queries.invalidateQueries({ queryKey: filesKey(client.persona) });
    say(t(folder === null ? 'files.made' : 'files.madeIn'));
    onClose();
  };
  return (
    <Sheet title={t(`files.newTitle.${kind}`)} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('files.name')}
          name="title"
          value={title}
          onChange={setTitle}
          maxLength={200}
          isRequired
        />
        {hasAddress ? (
          <Field label={t('files.address')} name="url" type="url" value={url} onChange={setUrl} isRequired />
        ) : null}
        {kind === 'page' ? (
          <Field label={t('files.text')} name="text" value={text} onChange={setText} lines={8} />
        ) : null}
        <Field
          label={t('files.about')}
          name="description"
          value={description}
          onChange={setDescription}
          maxLength={2000}
        />
        <LabelChoice value={label} onChange={setLabel} />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('files.make')}
        </Button>
      </Form>
    </Sheet>
  );
}
