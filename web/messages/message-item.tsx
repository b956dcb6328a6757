import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conversation, deleteMessage, type Message } from '../api/conversations.ts';
import { SeatBadge } from '../organisations/seat-badge.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Attachments } from '../post/attachments.tsx';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Ago } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';
import { Badges } from './badges.tsx';
import { useMessageWords } from './message-words.ts';
import { conversationsKey } from './queries.ts';

/** As long as the server takes back one's own words from everybody. */
const TAKE_BACK_WITHIN_MS = 24 * 3_600_000;

/** One message. What happened stands in the middle, what was said on the side of who said it. */
export function MessageItem({
  conversation,
  message,
  follows,
}: {
  conversation: Conversation;
  message: Message;
  /** Goes on from the one before. */
  follows: boolean;
}): ReactNode {
  const wordsOf = useMessageWords();
  const { sender, mine, event, text, attachments, deleted, sent_at: sentAt } = message;
  if (event !== null) {
    return (
      <p className="message-event">
        {wordsOf(message)} · <Ago at={sentAt} />
      </p>
    );
  }
  return (
    <article className={mine ? 'message message-mine' : 'message'}>
      {follows ? null : (
        <p className="message-head">
          <span className="message-sender">{faceOf(sender).display_name}</span> <Ago at={sentAt} />{' '}
          {message.seat === null ? null : <SeatBadge seat={message.seat} />}
          {conversation.kind === 'group' && !mine ? <Badges account={inIt(conversation, sender)} /> : null}
        </p>
      )}
      <div className="message-line">
        {text === '' && attachments.length > 0 ? null : (
          <p className={deleted ? 'message-text message-gone' : 'message-text'}>
            {deleted ? wordsOf(message) : text}
          </p>
        )}
        <Deeds conversation={conversation} message={message} />
      </div>
      <Attachments attached={attachments} />
    </article>
  );
}

/** The sender as the conversation has them, with what they show to it. */
const inIt = ({ participants }: Conversation, { id }: Message['sender']) =>
  participants.find(({ account }) => account.id === id)?.account;

function Deeds({ conversation, message }: { conversation: Conversation; message: Message }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const [asking, setAsking] = useState(false);
  const remove = (whom: 'me' | 'all') =>
    act(() => deleteMessage(client, conversation.id, message.id, whom), {
      touches: [conversationsKey(client.persona)],
    });
  const isFresh = Date.now() - Date.parse(message.sent_at) < TAKE_BACK_WITHIN_MS;
  const actions: MenuAction[] = [
    { id: 'me', title: t('messages.deleteForMe'), icon: 'trash', act: () => remove('me') },
    ...(message.mine && isFresh && !message.deleted
      ? [
          {
            id: 'all',
            title: t('messages.deleteForAll'),
            icon: 'trash' as const,
            danger: true,
            act: () => setAsking(true),
          },
        ]
      : []),
  ];
  return (
    <>
      <ActionsMenu
        label={t('messages.menu')}
        trigger={<IconButton icon="more" label={t('messages.menu')} />}
        actions={actions}
      />
      <Confirm
        isOpen={asking}
        title={t('messages.deleteTitle')}
        action={t('messages.deleteForAll')}
        onClose={() => setAsking(false)}
        onConfirm={() => remove('all')}
      >
        {t('messages.deleteText')}
      </Confirm>
    </>
  );
}
