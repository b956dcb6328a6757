import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conversation, withdrawShown } from '../api/conversations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { conversationsKey, shownQuery } from './queries.ts';
import { ShowHere } from './show-here.tsx';

/** What the member shows of themselves to the organisation, in this conversation alone. */
export function ShownHere({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const [showing, setShowing] = useState(false);
  const { data: shown = [] } = useQuery(shownQuery(client, conversation.id));
  const { id, role, organisation } = conversation;
  const isMember = role === 'member';
  if (!isMember && shown.length === 0) return null;
  const name = organisation === null ? '' : faceOf(organisation).display_name;
  return (
    <section className="shown-here" aria-labelledby="shown-here-heading">
      <h2 id="shown-here-heading">{t(isMember ? 'messages.shownHere' : 'messages.shownToUs', { name })}</h2>
      {shown.length === 0 ? <p>{t('messages.shownNothing', { name })}</p> : null}
      <ul>
        {shown.map((attribute) => {
          const kind = t(`attribute.kind.${attribute.kind}` as 'attribute.kind.name');
          return (
            <li key={attribute.id}>
              <span>
                <strong>{kind}</strong> {attribute.value}
              </span>
              {isMember ? (
                <Button
                  size="small"
                  onPress={() =>
                    act(() => withdrawShown(client, id, attribute.id), {
                      touches: [conversationsKey(client.persona), [client.persona, 'grants']],
                      says: t('messages.withdrawn'),
                    })
                  }
                >
                  {t('messages.withdraw')}
                  <span className="visually-hidden"> {kind}</span>
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {isMember ? (
        <Button size="small" icon="key" onPress={() => setShowing(true)}>
          {t('messages.show')}
        </Button>
      ) : null}
      {showing ? <ShowHere conversation={conversation} onClose={() => setShowing(false)} /> : null}
    </section>
  );
}
