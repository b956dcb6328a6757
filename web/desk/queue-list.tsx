import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Desk, type DeskCase, QUEUES, type Queue } from '../api/desk.ts';
import { useMessageWords } from '../messages/message-words.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import type { DeskSearch } from './desk-search.ts';
import { isTyping } from './is-typing.ts';
import { figuresQuery, queueQuery } from './queries.ts';
import { useSeatName } from './seat-name.ts';

const ALL = 'all';

/** The queues of a desk, and what stands in one of them. j and k go from one conversation to the next. */
export function QueueList({
  desk,
  queue,
  tag,
  id,
  go,
}: {
  desk: Desk;
  queue: Queue;
  tag: string | undefined;
  id: string | undefined;
  go: (to: DeskSearch) => unknown;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const here = { organisation: desk.organisation.id, function: desk.function };
  const list = useInfiniteQuery(queueQuery(client, here, queue, tag));
  const { data: figures } = useQuery(figuresQuery(client, here));
  const cases = list.data?.pages.flat() ?? [];
  useStepping(cases, id, (to) => go({ id: to }));
  return (
    <>
      <nav className="desk-tabs" aria-label={t('desk.queues')}>
        {QUEUES.map((one) => (
          <button
            key={one}
            type="button"
            className="desk-tab"
            aria-current={one === queue ? 'true' : undefined}
            onClick={() => go({ queue: one, id: undefined })}
          >
            <span>{t(`desk.queue.${one}`)}</span>
            <span className="desk-count">{figures?.queues[one] ?? ''}</span>
          </button>
        ))}
      </nav>
      {desk.tags.length === 0 ? null : (
        <Pick
          label={t('desk.filter')}
          value={tag ?? ALL}
          onChange={(to) => go({ tag: to === ALL ? undefined : to, id: undefined })}
          options={[
            { value: ALL, title: t('desk.anyTag') },
            ...desk.tags.map((one) => ({ value: one.id, title: one.name })),
          ]}
        />
      )}
      {list.isPending ? <Skeleton rows={3} /> : null}
      {list.error === null ? null : <Failed error={list.error} retry={() => list.refetch()} />}
      {list.data !== undefined && cases.length === 0 ? (
        <Empty icon="letter" title={t(`desk.none.${queue}`)} />
      ) : null}
      <ul className="desk-cases">
        {cases.map((one) => (
          <li key={one.conversation.id}>
            <Row one={one} isOpen={one.conversation.id === id} open={() => go({ id: one.conversation.id })} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="read-on">
          <Button onPress={() => list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      ) : null}
      <p className="desk-keys">{t('desk.keys')}</p>
    </>
  );
}

/** Steps with j and k, unless one types. */
function useStepping(
  cases: readonly DeskCase[],
  id: string | undefined,
  open: (id: string) => unknown,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.key !== 'j' && event.key !== 'k') || isTyping(event)) return;
      const at = cases.findIndex(({ conversation }) => conversation.id === id);
      const to = cases[event.key === 'j' ? at + 1 : Math.max(at - 1, 0)];
      if (to === undefined) return;
      event.preventDefault();
      open(to.conversation.id);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}

function Row({ one, isOpen, open }: { one: DeskCase; isOpen: boolean; open: () => unknown }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const wordsOf = useMessageWords();
  const seatName = useSeatName();
  const { conversation, seat, tags } = one;
  const member = conversation.participants.find(({ account }) => account.id !== client.persona)?.account;
  const last = conversation.last_message;
  return (
    <button
      type="button"
      className={conversation.unread ? 'desk-case conversation-unread' : 'desk-case'}
      aria-current={isOpen ? 'true' : undefined}
      onClick={open}
    >
      {member === undefined ? (
        <span className="avatar avatar-usual" aria-hidden="true">
          ·
        </span>
      ) : (
        <Avatar face={faceOf(member)} />
      )}
      <span className="conversation-words">
        <span className="conversation-name">
          {member === undefined ? t('messages.nobody') : faceOf(member).display_name}
          {conversation.unread ? <span className="visually-hidden"> ({t('messages.unread')})</span> : null}
        </span>
        {last === null ? null : <span className="conversation-last">{wordsOf(last)}</span>}
        <span className="desk-marks">
          <span>{seat === null ? t('desk.nobody') : seat.mine ? t('desk.you') : seatName(seat)}</span>
          {tags.map((tag) => (
            <span key={tag.id} className="desk-tag">
              {tag.name}
            </span>
          ))}
        </span>
      </span>
      <span className="conversation-when">{last === null ? null : <Ago at={last.sent_at} />}</span>
    </button>
  );
}
