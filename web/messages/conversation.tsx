import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerConversation, type Conversation } from '../api/conversations.ts';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { Badges } from './badges.tsx';
import { ConversationMenu } from './conversation-menu.tsx';
import { MessageComposer } from './message-composer.tsx';
import { MessageList } from './message-list.tsx';
import { useConversationName } from './naming.ts';
import { PeopleSheet } from './people-sheet.tsx';
import { conversationQuery, conversationsKey } from './queries.ts';
import { ServiceHere } from './service-here.tsx';
import { ShownHere } from './shown-here.tsx';
import './messages.css';

/** One conversation: what was said, and what one says. */
export function ConversationScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/messages/$id' });
  const nameOf = useConversationName();
  const [people, setPeople] = useState(false);
  const { data: conversation, error, refetch } = useQuery(conversationQuery(client, id));
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('messages.one')} />;
  if (conversation === undefined) {
    return (
      <Page title={t('messages.one')}>
        {error === null ? <Skeleton /> : <Failed error={error} retry={() => refetch()} />}
      </Page>
    );
  }
  return (
    <Page
      title={t('messages.one')}
      heading={nameOf(conversation)}
      tools={
        <>
          {conversation.kind === 'group' ? (
            <Button icon="people" onPress={() => setPeople(true)}>
              {t('messages.people')}
            </Button>
          ) : null}
          {conversation.role === 'asked' ? null : <ConversationMenu conversation={conversation} />}
        </>
      }
    >
      <Others conversation={conversation} />
      {conversation.kind === 'organisation' ? <ShownHere conversation={conversation} /> : null}
      {conversation.role === 'member' ? <ServiceHere conversation={conversation} /> : null}
      <MessageList key={id} conversation={conversation} />
      {conversation.role === 'asked' ? (
        <Request conversation={conversation} />
      ) : (
        <MessageComposer key={`${id} composer`} conversation={conversation} />
      )}
      {people ? <PeopleSheet conversation={conversation} onClose={() => setPeople(false)} /> : null}
    </Page>
  );
}

/** Of two, what the other shows of where they work; of more, it stands with each of them. */
function Others({ conversation }: { conversation: Conversation }): ReactNode {
  const { client } = useSpeaking();
  const { kind, participants, asked_by: by } = conversation;
  const others = participants.map(({ account }) => account).filter(({ id }) => id !== client.persona);
  const asking = by !== null && others.every(({ id }) => id !== by.id) ? [by] : [];
  const shown = (kind === 'group' ? asking : [...others, ...asking]).filter(
    ({ waxseal }) => (waxseal?.attributes.length ?? 0) > 0,
  );
  if (shown.length === 0) return null;
  return (
    <p className="conversation-badges">
      {shown.map((account) => (
        <Badges key={account.id} account={account} />
      ))}
    </p>
  );
}

/** Somebody asks to talk: a yes is seen, a no looks like silence. */
function Request({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { id, asked_by: by, kind } = conversation;
  const name = by === null ? t('messages.somebody') : faceOf(by).display_name;
  const answer = (said: 'accept' | 'refuse') =>
    act(() => answerConversation(client, id, said), { touches: [conversationsKey(client.persona)] });
  return (
    <div className="message-foot">
      <p className="message-note">
        {t(kind === 'group' ? 'messages.askedGroup' : 'messages.asked', { name })}
      </p>
      <div className="message-answers">
        <Button look="primary" icon="check" isDisabled={isBusy} onPress={() => answer('accept')}>
          {t('messages.accept')}
        </Button>
        <Button icon="close" isDisabled={isBusy} onPress={() => answer('refuse')}>
          {t('messages.refuse')}
        </Button>
      </div>
    </div>
  );
}
