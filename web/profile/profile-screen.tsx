import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Lost } from '../app/lost.tsx';
import { accountQuery } from '../audience/queries.ts';
import { PostList } from '../feed/post-list.tsx';
import { OrganisationFacts } from '../organisations/organisation-facts.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { ProfileCounts } from './profile-counts.tsx';
import { ProfileHead } from './profile-head.tsx';
import { TieButtons } from './tie-buttons.tsx';
import '../feed/feed.css';

/** Somebody else, as far as they let themselves be seen. */
export function ProfileScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/people/$id' });
  const { data: account, error, refetch } = useQuery(accountQuery(client, id));
  if (id === client.persona) return <Navigate to="/profile" replace />;
  if (error instanceof ApiError && error.status === 404) return <Lost title={t('profile.title')} />;
  return (
    <Page title={t('profile.title')} hideHeading>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {account === undefined ? (
        error === null ? (
          <Skeleton />
        ) : null
      ) : (
        <>
          <ProfileHead account={account} attributes={account.waxseal?.attributes ?? []}>
            <TieButtons account={account} />
          </ProfileHead>
          {account.waxseal?.kind === 'organisation' ? <OrganisationFacts id={id} /> : null}
          <ProfileCounts account={account} />
          <PostList
            list={{ of: 'account', account: id }}
            empty={
              <Empty icon="person" title={t('profile.noPosts')}>
                {t('profile.noPostsText')}
              </Empty>
            }
          />
        </>
      )}
    </Page>
  );
}
