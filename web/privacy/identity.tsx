import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { attributesQuery } from '../attributes/queries.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Badges } from './badges.tsx';
import { HandlePanel } from './handle-panel.tsx';
import './privacy.css';

/** Control 1: what one is called here, and what is known of who that is. */
export function IdentityScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  return (
    <Page title={t('privacy.identity.title')} intro={t('privacy.identity.intro')}>
      <div className="control-rules">
        <section aria-labelledby="name-heading">
          <h2 id="name-heading">{t('privacy.identity.name')}</h2>
          <p>
            <strong>{persona.display_name}</strong> · {t(`persona.namings.${persona.naming}.title`)}
          </p>
          <p className="control-now">{t(`privacy.identity.naming.${persona.naming}`)}</p>
          <LegalName />
          <Link to="/profile">{t('profile.edit')}</Link>
        </section>
        <HandlePanel />
        <Badges />
      </div>
    </Page>
  );
}

/** To whom the name that one keeps is shown, beside what one is called. */
function LegalName(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: attributes } = useQuery(attributesQuery(client));
  const name = attributes?.find(({ kind }) => kind === 'name');
  if (attributes === undefined) return null;
  if (name === undefined) return <p>{t('privacy.identity.noName')}</p>;
  return (
    <p>
      {name.disclosure === null ? (
        t('privacy.identity.nameSealed')
      ) : (
        <>
          {t('privacy.identity.nameShown', { name: name.disclosure.shown })}{' '}
          <AudienceWords audience={name.disclosure.audience} />
        </>
      )}{' '}
      <Link to="/attributes">{t('privacy.identity.nameChange')}</Link>
    </p>
  );
}
