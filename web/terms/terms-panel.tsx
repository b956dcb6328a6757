import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../api/client.ts';
import { readTerms } from '../api/terms.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { TermsSheet } from './terms-sheet.tsx';
import './terms.css';

const termsQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'terms', organisation],
    queryFn: () => readTerms(client, organisation),
  });

/** The minimum, the noise and the budget on which an organisation is told numbers, and how to have them be otherwise. */
export function TermsPanel({
  organisation,
  isExpert,
}: {
  organisation: string;
  isExpert: boolean;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { data: terms } = useQuery(termsQuery(client, organisation));
  const [isOpen, setOpen] = useState(false);
  if (terms === undefined) return null;
  return (
    <section className="panel terms" aria-labelledby="terms-heading">
      <h2 id="terms-heading">{t('terms.title')}</h2>
      <p>
        {t('terms.now', {
          minimum: terms.minimum,
          quarter: terms.epsilon_of_quarter,
          query: terms.epsilon_of_query,
          sigma: Math.round(terms.sigma_of_count),
        })}
      </p>
      {terms.policy_first ? <p>{t('terms.policyFirst')}</p> : null}
      {terms.signed.map(({ matter, title, until }) => (
        <p key={matter}>
          <Link to="/sign-off/$organisation/$matter" params={{ organisation, matter }}>
            {title}
          </Link>{' '}
          {until === null
            ? t('terms.signed')
            : t('terms.signedUntil', { until: fullDate(new Date(until), i18n.language) })}
        </p>
      ))}
      <p>{t(isExpert ? 'terms.expert' : 'terms.staff')}</p>
      <Button size="small" onPress={() => setOpen(true)}>
        {t('terms.change')}
      </Button>
      {isOpen ? (
        <TermsSheet
          organisation={organisation}
          terms={terms}
          isExpert={isExpert}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}
