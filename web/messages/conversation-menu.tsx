import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Conversation,
  changeConversation,
  clearConversation,
  leaveConversation,
} from '../api/conversations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useAction } from '../ui/use-action.ts';
import { useForm } from '../ui/use-form.ts';
import { conversationQuery, conversationsKey } from './queries.ts';

/** What one can do with a conversation as a whole. */
export function ConversationMenu({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'title' | 'leave' | 'clear' | null>(null);
  const { id, kind, role, muted, last_message: last } = conversation;
  const touches = [conversationsKey(client.persona)];
  const away = async (deed: () => Promise<unknown>) => {
    if (!(await act(deed, {}))) return;
    await navigate({ to: '/messages' });
    queries.removeQueries({ queryKey: conversationQuery(client, id).queryKey });
    queries.invalidateQueries({ queryKey: [client.persona] });
  };
  const actions: MenuAction[] = [
    ...(kind === 'group'
      ? [{ id: 'title', title: t('messages.retitle'), icon: 'pen' as const, act: () => setOpen('title') }]
      : []),
    {
      id: 'mute',
      title: t(muted ? 'messages.unmute' : 'messages.mute'),
      icon: 'bell',
      act: () => act(() => changeConversation(client, id, { muted: !muted }), { touches }),
    },
    ...(last === null
      ? []
      : [{ id: 'clear', title: t('messages.clear'), icon: 'trash' as const, act: () => setOpen('clear') }]),
    ...(role === 'member'
      ? [
          {
            id: 'leave',
            title: t(kind === 'organisation' ? 'messages.end' : 'messages.leave'),
            icon: 'signOut' as const,
            danger: true,
            act: () => setOpen('leave'),
          },
        ]
      : []),
  ];
  return (
    <>
      <ActionsMenu
        label={t('messages.more')}
        trigger={<IconButton icon="more" label={t('messages.more')} />}
        actions={actions}
      />
      {open === 'title' ? <Retitle conversation={conversation} onClose={() => setOpen(null)} /> : null}
      <Confirm
        isOpen={open === 'clear'}
        title={t('messages.clearTitle')}
        action={t('messages.clear')}
        onClose={() => setOpen(null)}
        onConfirm={() => away(() => clearConversation(client, id, last?.id ?? ''))}
      >
        {t('messages.clearText')}
      </Confirm>
      <Confirm
        isOpen={open === 'leave'}
        title={t(kind === 'organisation' ? 'messages.endTitle' : 'messages.leaveTitle')}
        action={t(kind === 'organisation' ? 'messages.end' : 'messages.leave')}
        onClose={() => setOpen(null)}
        onConfirm={() => away(() => leaveConversation(client, id))}
      >
        {t(kind === 'organisation' ? 'messages.endText' : 'messages.leaveText')}
      </Confirm>
    </>
  );
}

function Retitle({ conversation, onClose }: { conversation: Conversation; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const form = useForm(['title']);
  const [title, setTitle] = useState(conversation.title);
  const save = async () => {
    await changeConversation(client, conversation.id, { title });
    await queries.invalidateQueries({ queryKey: conversationsKey(client.persona) });
    onClose();
  };
  return (
    <Sheet title={t('messages.retitle')} isOpen onClose={onClose}>
      <Form state={form} onSubmit={save}>
        <Field label={t('messages.title')} name="title" value={title} onChange={setTitle} maxLength={100} />
        <Button look="primary" type="submit" isPending={form.isPending}>
          {t('action.save')}
        </Button>
      </Form>
    </Sheet>
  );
}
