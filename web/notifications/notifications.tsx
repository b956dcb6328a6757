import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { clearNotifications, listNotifications } from '../api/posts.ts';
import type { Notification } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useMarkRead, useUnread } from '../stream/stream-provider.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';
import './notifications.css';

const icons: Partial<Record<string, IconName>> = {
  mention: 'reply',
  reply: 'reply',
  status: 'pen',
  favourite: 'heart',
  reblog: 'boost',
  quote: 'pen',
  follow: 'person',
  follow_request: 'hourglass',
  looked_at: 'eye',
  check_up: 'hourglass',
  policy_change: 'door',
  sign_off: 'pen',
  data_breach: 'warning',
  data_request: 'letter',
  data_request_due: 'hourglass',
  data_breach_due: 'hourglass',
  review_due: 'hourglass',
  listening_shift: 'eye',
};

const known = [
  'mention',
  'reply',
  'status',
  'favourite',
  'reblog',
  'quote',
  'follow',
  'follow_request',
  'update',
] as const;
type Known = (typeof known)[number];
const ours = [
  'connect',
  'connect_request',
  'connection_ending',
  'contact_request',
  'introduced',
  'join_request',
  'joined',
  'looked_at',
  'check_up',
  'policy_change',
  'sign_off',
  'data_breach',
  'data_request',
  'data_request_due',
  'data_breach_due',
  'review_due',
  'listening_shift',
] as const;
/** They tell of nobody. */
const ofOneself: readonly string[] = [
  'looked_at',
  'check_up',
  'policy_change',
  'sign_off',
  'data_breach',
  'data_request',
  'data_request_due',
  'data_breach_due',
  'review_due',
  'listening_shift',
];
type Ours = (typeof ours)[number];

export function NotificationsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const queries = useQueryClient();
  const markRead = useMarkRead();
  const unread = useUnread();
  const key = [client.persona, 'notifications'];
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => listNotifications(client, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  useEffect(() => {
    if (unread > 0) markRead();
  }, [unread, markRead]);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('nav.notifications')}
      tools={
        items.length === 0 ? undefined : (
          <Button
            look="quiet"
            isPending={isBusy}
            onPress={async () => {
              if (await act(() => clearNotifications(client), {})) queries.resetQueries({ queryKey: key });
            }}
          >
            {t('notifications.clear')}
          </Button>
        )
      }
    >
      {list.isPending ? <Skeleton rows={4} /> : null}
      {list.error === null ? null : <Failed error={list.error} retry={() => list.refetch()} />}
      {list.isSuccess && items.length === 0 ? (
        <Empty icon="bell" title={t('notifications.none')}>
          {t('notifications.noneText')}
        </Empty>
      ) : null}
      <ol className="notifications">
        {items.map((one) => (
          <li key={one.id}>
            <One notification={one} />
          </li>
        ))}
      </ol>
      {list.hasNextPage ? (
        <div className="feed-more">
          <Button onPress={() => list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function One({ notification }: { notification: Notification }): ReactNode {
  const { t } = useTranslation();
  const { account, status } = notification;
  const type = notification.type.replace(/^waxseal[._:]/, '');
  const words = (known as readonly string[]).includes(type)
    ? t(`notifications.type.${type as Known}`)
    : (ours as readonly string[]).includes(type)
      ? t(`notifications.type.${type as Ours}`)
      : t('notifications.type.other');
  const asks = type === 'follow_request' || type === 'connect_request';
  return (
    <article className="notification">
      <span className={`notification-sign notification-${type}`}>
        <Icon name={icons[type] ?? 'people'} filled={type === 'favourite'} />
      </span>
      <div className="notification-words">
        <p className="notification-head">
          <Avatar face={faceOf(account)} size="small" />
          <span>
            {ofOneself.includes(type) ? null : (
              <Link to="/people/$id" params={{ id: account.id }} className="person-name">
                {faceOf(account).display_name}
              </Link>
            )}{' '}
            {words}
          </span>
          <span className="notification-when">
            <Ago at={notification.created_at} />
          </span>
        </p>
        {status ? (
          <Link to="/posts/$id" params={{ id: status.id }} className="notification-post">
            {status.spoiler_text === '' ? <Plain html={status.content} /> : status.spoiler_text}
          </Link>
        ) : null}
        {asks ? <Link to="/connections">{t('notifications.answer')}</Link> : null}
        {type === 'looked_at' ? (
          <>
            <p className="notification-note">{t('notifications.lookedAtText')}</p>
            <p className="notification-note">
              <Link to="/privacy/visibility">{t('notifications.lookedAtFind')}</Link> ·{' '}
              <Link to="/privacy">{t('notifications.lookedAtLockdown')}</Link>
            </p>
          </>
        ) : null}
        {type === 'check_up' ? <Link to="/privacy/check-up">{t('checkUp.look')}</Link> : null}
        {type === 'policy_change' ? <Link to="/policies">{t('policies.see')}</Link> : null}
        {type === 'sign_off' ? <Link to="/sign-off">{t('signOff.open')}</Link> : null}
        {type === 'data_breach' || type === 'data_request' ? (
          <Link to="/privacy/requests">{t('dataRequests.title')}</Link>
        ) : null}
        {type === 'data_request_due' || type === 'data_breach_due' ? (
          <Link to="/records">{t('records.title')}</Link>
        ) : null}
        {type === 'listening_shift' ? (
          <Link to="/organisations">{t('notifications.listeningOpen')}</Link>
        ) : null}
        {type === 'review_due' ? <Link to="/organisations">{t('notifications.reviewOpen')}</Link> : null}
        {type === 'contact_request' ? <Link to="/privacy/contact">{t('notifications.answer')}</Link> : null}
        {type === 'connection_ending' ? <Link to="/connections">{t('notifications.keep')}</Link> : null}
      </div>
    </article>
  );
}

/** The words of a post without its links: the whole is a link already. */
function Plain({ html }: { html: string }): ReactNode {
  const text = new DOMParser().parseFromString(
    html.replaceAll('<br>', ' ').replaceAll('</p>', ' '),
    'text/html',
  );
  return text.body.textContent;
}
