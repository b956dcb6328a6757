import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { AttributeCard } from './attribute-card.tsx';
import { EditAttribute } from './edit-attribute.tsx';
import { attributesQuery } from './queries.ts';
import './attributes.css';

/** What one keeps about oneself, and what this persona shows of it: to whom, and how precisely. */
export function AttributesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const [adding, setAdding] = useState(false);
  const { data: attributes, error, refetch } = useQuery(attributesQuery(client));
  return (
    <Page
      title={t('nav.attributes')}
      intro={t('attributes.intro', { name: persona.display_name, network: persona.network.title })}
      tools={
        <Button look="primary" icon="plus" onPress={() => setAdding(true)}>
          {t('attributes.add')}
        </Button>
      }
    >
      <p className="page-intro">
        <Link to="/attributes/sets">{t('sets.title')}</Link> ·{' '}
        <Link to="/privacy/identity">{t('privacy.identity.badges')}</Link>
      </p>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {attributes === undefined && error === null ? <Skeleton /> : null}
      {attributes?.length === 0 ? (
        <Empty icon="key" title={t('attributes.none')}>
          {t('attributes.noneText')}
        </Empty>
      ) : null}
      <ul className="attribute-list">
        {attributes?.map((attribute) => (
          <li key={attribute.id}>
            <AttributeCard attribute={attribute} />
          </li>
        ))}
      </ul>
      {adding ? <EditAttribute onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
