import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { organisationQuery } from './queries.ts';
import './organisations.css';

/** What is known of an organisation besides what it says: its domains, and the networks that it hosts or is on. */
export function OrganisationFacts({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { data: profile } = useQuery(organisationQuery(client, id));
  if (profile === undefined) return null;
  const { domains, host, elsewhere } = profile;
  if (domains.length === 0 && !host && elsewhere.length === 0) return null;
  return (
    <section className="padded" aria-label={t('house.facts')}>
      {host ? <p>{t('house.hosts', { network: persona.network.title })}</p> : null}
      {domains.map((domain) => (
        <p key={domain}>
          <Confirmed>{domain}</Confirmed>
        </p>
      ))}
      {elsewhere.map((one) => (
        <p key={`${one.network.slug} ${one.handle}`}>
          {t('house.elsewhere', { name: one.display_name, network: one.network.title })}
        </p>
      ))}
    </section>
  );
}
