import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { appointKeeper, dismissKeeper } from '../api/organisations.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Person } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import { houseKey, keepersQuery } from './queries.ts';

/** Who gives the seats, and grants what is the organisation's own. */
export function Keepers({ house }: { house: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data: keepers = [] } = useQuery(keepersQuery(client, house));
  const touches = [houseKey(client, house), [client.persona, 'seats']];
  return (
    <section className="padded" aria-labelledby="keepers-heading">
      <h2 id="keepers-heading" className="section-heading section-heading-flush">
        {t('house.keepers')}
      </h2>
      <p>{t('house.keepersText')}</p>
      <ul className="house-list">
        {keepers.map((account) => (
          <li key={account.id}>
            <Person account={account}>
              <Button
                size="small"
                onPress={() => act(() => dismissKeeper(client, house, account.id), { touches })}
              >
                {t('house.dismiss')}
                <span className="visually-hidden"> {account.display_name}</span>
              </Button>
            </Person>
          </li>
        ))}
      </ul>
      <PersonSearch
        label={t('house.appoint')}
        without={keepers.map(({ id }) => id)}
        onFound={({ id }) => act(() => appointKeeper(client, house, id), { touches })}
      />
    </section>
  );
}
