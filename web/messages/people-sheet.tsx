import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { askIntoConversation, type Conversation } from '../api/conversations.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Person } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import { Badges } from './badges.tsx';
import { conversationsKey } from './queries.ts';

/** Who is in a conversation of several, and asking more people in. */
export function PeopleSheet({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { id, participants, unnamed, role } = conversation;
  return (
    <Sheet title={t('messages.people')} isOpen onClose={onClose}>
      {role === 'member' ? (
        <>
          <PersonSearch
            label={t('messages.add')}
            without={participants.map(({ account }) => account.id)}
            onFound={(account) =>
              act(() => askIntoConversation(client, id, account.id), {
                touches: [conversationsKey(client.persona)],
                says: t('messages.added', { name: faceOf(account).display_name }),
              })
            }
          />
          <p className="field-hint">{t('messages.addHint')}</p>
        </>
      ) : null}
      <ul className="people" aria-label={t('messages.people')}>
        {participants.map(({ account, state }) => (
          <li key={account.id}>
            <Person
              account={account}
              below={
                <>
                  <Badges account={account} />
                  {state === 'asked' ? <span>{t('messages.isAsked')}</span> : null}
                </>
              }
            />
          </li>
        ))}
      </ul>
      {unnamed > 0 ? <p className="message-note">{t('messages.unnamed', { count: unnamed })}</p> : null}
    </Sheet>
  );
}
