import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conversation, type Message, markConversationRead } from '../api/conversations.ts';
import { listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useVisible } from '../ui/use-visible.ts';
import { MessageItem } from './message-item.tsx';
import { conversationsKey, messagesQuery } from './queries.ts';

/** What was said, oldest first; it opens at its end, and earlier messages are read on above. */
export function MessageList({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const list = useInfiniteQuery(messagesQuery(client, conversation.id));
  const messages = (list.data?.pages.flatMap((page) => page.items) ?? []).toReversed();
  const last = messages.at(-1);
  const end = useRef<HTMLDivElement>(null);
  useMarkedRead(conversation, last);
  useKeptAtEnd(end, last);
  if (list.isPending) return <Skeleton rows={4} />;
  if (list.data === undefined) return <Failed error={list.error} retry={() => list.refetch()} />;
  return (
    <>
      {list.hasNextPage ? (
        <div className="read-on">
          <Button onPress={() => list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('messages.earlier')}
          </Button>
        </div>
      ) : null}
      <ol className="messages" aria-label={t('messages.said')}>
        {messages.map((message, i) => (
          <li key={message.id}>
            <MessageItem
              conversation={conversation}
              message={message}
              follows={isFollowUp(messages[i - 1], message)}
            />
            <ReadBy
              conversation={conversation}
              message={message}
              next={messages.slice(i + 1).find(({ mine }) => mine)}
            />
          </li>
        ))}
      </ol>
      <div ref={end} className="messages-end" />
    </>
  );
}

/** So far from the end, in pixels, is still at the end. */
const NEAR_END_PX = 300;

/** Goes to the end at first, and with what comes in; unless one is reading further up, where nothing may jump. */
function useKeptAtEnd(end: RefObject<HTMLDivElement | null>, last: Message | undefined): void {
  const begun = useRef(false);
  const [id, mine] = [last?.id, last?.mine === true];
  useEffect(() => {
    if (id === undefined) return;
    const below = document.documentElement.scrollHeight - window.scrollY - window.innerHeight;
    if (!begun.current || mine || below < NEAR_END_PX) end.current?.scrollIntoView({ block: 'end' });
    begun.current = true;
  }, [end, id, mine]);
}

const FOLLOWS_WITHIN_MS = 5 * 60_000;

/** Whether it goes on from the one before, so that its sender needn't be named again. */
function isFollowUp(before: Message | undefined, message: Message): boolean {
  if (before === undefined || before.event !== null || message.event !== null) return false;
  if (before.sender.id !== message.sender.id || before.seat?.number !== message.seat?.number) return false;
  return Date.parse(message.sent_at) - Date.parse(before.sent_at) < FOLLOWS_WITHIN_MS;
}

/** Notes that one has read what is on the screen, once it is before one's eyes. */
function useMarkedRead({ id, unread, role }: Conversation, last: Message | undefined): void {
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const isVisible = useVisible();
  const upTo = last?.id;
  useEffect(() => {
    if (!isVisible || !unread || upTo === undefined || role === 'asked') return;
    markConversationRead(client, id, upTo).then(
      () => queries.invalidateQueries({ queryKey: conversationsKey(client.persona) }),
      // The mark stays until the next time.
      () => undefined,
    );
  }, [client, queries, id, upTo, unread, role, isVisible]);
}

/** Under one's own words: those who have read them, and nothing later of one's own. */
function ReadBy({
  conversation,
  message,
  next,
}: {
  conversation: Conversation;
  message: Message;
  /** The next of one's own. */
  next: Message | undefined;
}): ReactNode {
  const { t, i18n } = useTranslation();
  if (!message.mine || message.event !== null) return null;
  const names = conversation.participants
    .filter(({ read_up_to: upTo }) => upTo !== null && upTo >= message.id)
    .filter(({ read_up_to: upTo }) => next === undefined || (upTo ?? '') < next.id)
    .map(({ account }) => faceOf(account).display_name);
  if (names.length === 0) return null;
  return (
    <p className="message-read">{t('messages.readBy', { names: listText(names, 'and', i18n.language) })}</p>
  );
}
