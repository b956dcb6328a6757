import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import type { Conversation, Folder } from '../api/conversations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Ago } from '../ui/time.tsx';
import { useMessageWords } from './message-words.ts';
import { useConversationName } from './naming.ts';
import { NewMessage } from './new-message.tsx';
import { folderQuery, useWaiting } from './queries.ts';
import { MessageSettingsSheet } from './settings-sheet.tsx';
import './messages.css';

const folders: readonly Folder[] = ['inbox', 'requests', 'organisation'];

/** Conversations, newest first: one's own, those that one is asked into, and those to answer as staff. */
export function MessagesScreen(): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'new' | 'settings' | null>(null);
  return (
    <Page
      title={t('nav.messages')}
      tools={
        <>
          <Button look="primary" icon="pen" onPress={() => setOpen('new')}>
            {t('messages.new')}
          </Button>
          <IconButton icon="settings" label={t('messages.settings')} onPress={() => setOpen('settings')} />
        </>
      }
    >
      <Tabs>
        <TabList className="folders" aria-label={t('messages.folders')}>
          {folders.map((folder) => (
            <Tab key={folder} id={folder} className="folder">
              {t(`messages.folder.${folder}`)} <Waiting folder={folder} />
            </Tab>
          ))}
        </TabList>
        {folders.map((folder) => (
          <TabPanel key={folder} id={folder}>
            <FolderList folder={folder} />
          </TabPanel>
        ))}
      </Tabs>
      {open === 'new' ? <NewMessage onClose={() => setOpen(null)} /> : null}
      {open === 'settings' ? <MessageSettingsSheet onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function Waiting({ folder }: { folder: Folder }): ReactNode {
  const { t } = useTranslation();
  const count = useWaiting(folder);
  if (count === 0) return null;
  return (
    <span className="badge">
      {count}
      <span className="visually-hidden"> {t('nav.unread')}</span>
    </span>
  );
}

function FolderList({ folder }: { folder: Folder }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const list = useInfiniteQuery(folderQuery(client, folder));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton rows={3} />;
  if (list.data === undefined) return <Failed error={list.error} retry={() => list.refetch()} />;
  if (items.length === 0) {
    return (
      <Empty icon="letter" title={t(`messages.none.${folder}`)}>
        {t(`messages.noneText.${folder}`)}
      </Empty>
    );
  }
  return (
    <>
      <ol className="conversations">
        {items.map((conversation) => (
          <li key={conversation.id}>
            <Row conversation={conversation} />
          </li>
        ))}
      </ol>
      {list.hasNextPage ? (
        <div className="read-on">
          <Button onPress={() => list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Row({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const nameOf = useConversationName();
  const wordsOf = useMessageWords();
  const { participants, organisation, role, last_message: last, unread, muted } = conversation;
  const other = participants.find(({ account }) => account.id !== client.persona)?.account;
  const account = (role === 'staff' ? other : (organisation ?? other)) ?? conversation.asked_by;
  return (
    <Link
      to="/messages/$id"
      params={{ id: conversation.id }}
      className={unread ? 'conversation-row conversation-unread' : 'conversation-row'}
    >
      {account === null ? (
        <span className="avatar avatar-usual" aria-hidden="true">
          ·
        </span>
      ) : (
        <Avatar face={faceOf(account)} />
      )}
      <span className="conversation-words">
        <span className="conversation-name">
          {nameOf(conversation)}
          {unread ? <span className="visually-hidden"> ({t('messages.unread')})</span> : null}
        </span>
        {last === null ? null : <span className="conversation-last">{wordsOf(last)}</span>}
      </span>
      <span className="conversation-when">
        {last === null ? null : <Ago at={last.sent_at} />}
        {muted ? (
          <span className="conversation-muted">
            <Icon name="none" />
            <span className="visually-hidden">{t('messages.muted')}</span>
          </span>
        ) : unread ? (
          <span className="unread-dot" aria-hidden="true" />
        ) : null}
      </span>
    </Link>
  );
}
