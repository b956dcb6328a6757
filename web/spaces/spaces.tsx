import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Space } from '../api/types.ts';
import { spacesQuery } from '../audience/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { NewSpace } from './new-space.tsx';
import './spaces.css';

/** The forums of the network that one may know of. */
export function SpacesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: spaces, error, refetch } = useQuery(spacesQuery(client));
  const [making, setMaking] = useState(false);
  const joined = spaces?.filter((space) => space.joined) ?? [];
  const others = spaces?.filter((space) => !space.joined) ?? [];
  return (
    <Page
      title={t('nav.spaces')}
      intro={t('spaces.intro')}
      tools={
        <Button icon="plus" onPress={() => setMaking(true)}>
          {t('spaces.new')}
        </Button>
      }
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {spaces === undefined && error === null ? <Skeleton /> : null}
      {spaces?.length === 0 ? (
        <Empty icon="space" title={t('spaces.none')}>
          {t('spaces.noneText')}
        </Empty>
      ) : null}
      <SpaceList title={t('spaces.yours')} spaces={joined} />
      <SpaceList title={t('spaces.others')} spaces={others} />
      {making ? <NewSpace onClose={() => setMaking(false)} /> : null}
    </Page>
  );
}

function SpaceList({ title, spaces }: { title: string; spaces: readonly Space[] }): ReactNode {
  const { t } = useTranslation();
  if (spaces.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="section-heading">{title}</h2>
      <ul className="space-list">
        {spaces.map((space) => (
          <li key={space.id}>
            <Link to="/spaces/$id" params={{ id: space.id }} className="space-card">
              <span className="space-title">{space.title}</span>
              <span className={`tag tag-${space.openness}`}>
                {t(`spaces.openness.${space.openness}.title`)}
              </span>
              {space.note === '' ? null : <span className="space-note">{space.note}</span>}
              <span className="space-facts">
                {space.members_count === null ? null : t('circles.members', { count: space.members_count })}
                {space.requested ? t('spaces.requested') : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
