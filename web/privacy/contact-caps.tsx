import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeContactCap } from '../api/controls.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { usePhrases } from '../audience/use-phrases.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAction } from '../ui/use-action.ts';
import { contactCapsQuery } from './queries.ts';

/** How many letters of a business's marketing and sales one takes in thirty days: fewer than usual, never more. */
export function ContactCaps(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const { data } = useQuery(contactCapsQuery(client));
  const caps = data?.organisations ?? [];
  const usual = data?.usual ?? 2;
  const atoms = caps.map(({ organisation }) => ({ kind: 'persona', persona: organisation }) as const);
  const phrases = usePhrases(atoms);
  const set = (organisation: string, most: number) =>
    act(() => changeContactCap(client, organisation, most), {
      touches: [contactCapsQuery(client).queryKey],
      says: t('privacy.saved'),
    });
  const options = Array.from({ length: usual + 1 }, (_, most) => ({
    value: String(most),
    title: t('privacy.contact.letters', { count: most }),
  }));
  return (
    <section aria-label={t('privacy.contact.caps')}>
      <h2>{t('privacy.contact.caps')}</h2>
      <p className="control-now">{t('privacy.contact.capsText', { count: usual })}</p>
      <ul className="rule-list">
        {caps.map(({ organisation, most }, n) => {
          const name = phrases.atom(atoms[n] ?? { kind: 'nobody' });
          return (
            <li key={organisation} className="rule">
              <span className="rule-words">{name}</span>
              <Pick
                label={t('privacy.contact.capOf', { name })}
                options={options}
                value={String(most)}
                onChange={(to) => set(organisation, Number(to))}
              />
            </li>
          );
        })}
      </ul>
      <PersonSearch
        label={t('privacy.contact.addCap')}
        kinds={['organisation']}
        without={caps.map(({ organisation }) => organisation)}
        onFound={({ id }) => set(id, 1)}
      />
    </section>
  );
}
