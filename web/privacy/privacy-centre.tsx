import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { attributesQuery } from '../attributes/queries.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { checkUpQuery } from '../check-up/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { keptQuery } from '../records/queries.ts';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { LockdownPanel } from './lockdown-panel.tsx';
import {
  connectionRulesQuery,
  contactRulesQuery,
  grantsQuery,
  presenceQuery,
  processingRulesQuery,
} from './queries.ts';
import './privacy.css';

/** The seven controls, in the order of the essay, each with how it stands now. */
export function PrivacyCentreScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { data: attributes } = useQuery(attributesQuery(client));
  const { data: grants } = useQuery(grantsQuery(client));
  const { data: presence } = useQuery(presenceQuery(client));
  const { data: contact } = useQuery(contactRulesQuery(client));
  const { data: processing } = useQuery(processingRulesQuery(client));
  const { data: connecting } = useQuery(connectionRulesQuery(client));
  const shown = attributes?.filter(({ disclosure }) => disclosure !== null).length;
  const posts = grants?.filter(({ object }) => object.kind === 'post').length;
  const open = contact?.filter((rule) => rule.anybody !== 'no' || rule.organisations.length > 0).length;
  const processed = processing?.filter(({ rules }) => rules.length > 0).length;
  return (
    <Page
      title={t('nav.privacy')}
      intro={t('privacy.intro', { name: persona.display_name, network: persona.network.title })}
    >
      <CheckUpDue />
      <ol className="controls">
        <Control to="/privacy/identity" title={t('privacy.identity.title')}>
          {t('privacy.identity.now', {
            name: persona.display_name,
            naming: t(`persona.namings.${persona.naming}.title`),
          })}
        </Control>
        <Control to="/attributes" title={t('privacy.attributes.title')}>
          {shown === undefined ? null : t('privacy.attributes.now', { count: shown })}
        </Control>
        <Control to="/grants" title={t('privacy.sharing.title')}>
          {posts === undefined ? null : t('privacy.sharing.now', { count: posts })}
        </Control>
        <Control to="/privacy/visibility" title={t('privacy.visibility.title')}>
          {presence === undefined ? null : <AudienceWords audience={presence.see} />}
        </Control>
        <Control to="/privacy/contact" title={t('privacy.contact.title')}>
          {open === undefined ? null : t('privacy.contact.now', { count: open })}
        </Control>
        <Control to="/privacy/processing" title={t('privacy.processing.title')}>
          {processed === undefined ? null : t('privacy.processing.now', { count: processed })}
        </Control>
        <Control to="/privacy/connecting" title={t('privacy.connecting.title')}>
          {connecting === undefined ? null : t('privacy.connecting.now', { count: connecting.ask.length })}
        </Control>
      </ol>
      <LockdownPanel />
      <nav className="centre-more" aria-label={t('privacy.more')}>
        <Group title={t('privacy.group.again')}>
          <Link to="/privacy/check-up">{t('checkUp.title')}</Link>
          <Link to="/privacy/decisions">{t('decisions.title')}</Link>
          <Link to="/privacy/bulk">{t('bulk.title')}</Link>
          <Link to="/grants">{t('privacy.everything')}</Link>
        </Group>
        <Group title={t('privacy.group.others')}>
          <Link to="/privacy/uses">{t('uses.title')}</Link>
          <Link to="/privacy/learnt">{t('learnt.title')}</Link>
          <Link to="/privacy/offers">{t('offers.own')}</Link>
          <Link to="/policies">{t('policies.title')}</Link>
          <Link to="/privacy/requests">{t('dataRequests.title')}</Link>
          <KeptRecords />
          <Link to="/privacy/exposure">{t('exposure.title')}</Link>
          <Link to="/privacy/linkage">{t('linkage.title')}</Link>
          <Link to="/view-as">{t('privacy.viewAs')}</Link>
        </Group>
        <Group title={t('privacy.group.proof')}>
          <Link to="/privacy/receipts">{t('receipts.title')}</Link>
          <Link to="/privacy/ledger">{t('ledger.title')}</Link>
        </Group>
      </nav>
    </Page>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Only for experts of organisations. */
function KeptRecords(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: kept } = useQuery(keptQuery(client));
  if (kept === undefined || kept.length === 0) return null;
  return <Link to="/records">{t('records.title')}</Link>;
}

/** Only where something is due. */
function CheckUpDue(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data } = useQuery(checkUpQuery(client));
  if (data === undefined || data.total === 0) return null;
  return (
    <p className="check-up-due">
      {t('checkUp.waiting', { count: data.total })} <Link to="/privacy/check-up">{t('checkUp.look')}</Link>
    </p>
  );
}

type Target =
  | '/privacy/identity'
  | '/attributes'
  | '/grants'
  | '/privacy/visibility'
  | '/privacy/contact'
  | '/privacy/processing'
  | '/privacy/connecting';

function Control({ to, title, children }: { to: Target; title: string; children: ReactNode }): ReactNode {
  return (
    <li>
      <Link to={to} className="control-link">
        <span>
          <span className="control-title">{title}</span>
          <span className="control-now">{children}</span>
        </span>
        <Icon name="down" />
      </Link>
    </li>
  );
}
