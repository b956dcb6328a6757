import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSpace } from '../api/spaces.ts';
import type { Openness } from '../api/types.ts';
import { slugOf } from '../networks/network-fields.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useForm } from '../ui/use-form.ts';

const kinds: readonly Openness[] = ['open', 'closed', 'secret'];

export function NewSpace({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm(['title', 'handle', 'note']);
  const [title, setTitle] = useState('');
  const [handle, setHandle] = useState('');
  const [note, setNote] = useState('');
  const [openness, setOpenness] = useState<Openness>('open');
  const send = async () => {
    const space = await createSpace(client, { title, handle, note, openness });
    queries.invalidateQueries({ queryKey: [client.persona, 'spaces'] });
    await navigate({ to: '/spaces/$id', params: { id: space.id } });
  };
  return (
    <Sheet title={t('spaces.new')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={send}>
        <Field
          label={t('spaces.title')}
          name="title"
          value={title}
          onChange={(value) => {
            if (handle === slugOf(title)) setHandle(slugOf(value));
            setTitle(value);
          }}
          isRequired
          autoFocus
        />
        <Field
          label={t('persona.handle')}
          name="handle"
          prefix="@"
          value={handle}
          onChange={setHandle}
          hint={t('persona.handleHint')}
          isRequired
        />
        <Field label={t('spaces.note')} name="note" value={note} onChange={setNote} lines={2} />
        <Choices
          label={t('spaces.who')}
          value={openness}
          onChange={setOpenness}
          choices={kinds.map((value) => ({
            value,
            title: t(`spaces.openness.${value}.title`),
            text: t(`spaces.openness.${value}.text`),
          }))}
        />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('spaces.make')}
        </Button>
      </Form>
    </Sheet>
  );
}
