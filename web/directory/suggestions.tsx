import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissSuggestion, listSuggestions } from '../api/people.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { IconButton } from '../ui/button.tsx';
import { Person } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';

/** Members who let themselves be suggested, and where everybody else begins; nothing where there are none. */
export function Suggestions(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const key = [client.persona, 'suggestions'];
  const { data: suggestions = [] } = useQuery({ queryKey: key, queryFn: () => listSuggestions(client) });
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="suggested">
      <h2 id="suggested" className="section-heading">
        {t('directory.suggested')}
      </h2>
      <ul className="people people-grid">
        {suggestions.map(({ account, sources }) => (
          <li key={account.id}>
            <Person
              account={account}
              below={t(
                sources.includes('friends_of_friends') ? 'directory.inCommon' : 'directory.suggestedText',
              )}
            >
              <IconButton
                icon="close"
                label={t('directory.dismiss', { name: account.display_name })}
                onPress={() => act(() => dismissSuggestion(client, account.id), { touches: [key] })}
              />
            </Person>
          </li>
        ))}
      </ul>
      <h2 className="section-heading">{t('directory.everybody')}</h2>
    </section>
  );
}
