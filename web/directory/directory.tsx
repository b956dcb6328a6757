import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listDirectory } from '../api/people.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Suggestions } from './suggestions.tsx';

const PAGE = 40;

/** Everybody on the network who lets this persona find them. */
export function DirectoryScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const directory = useInfiniteQuery({
    queryKey: [client.persona, 'directory'],
    queryFn: ({ pageParam }) => listDirectory(client, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length < PAGE ? null : pages.length * PAGE),
  });
  const people = directory.data?.pages.flat() ?? [];
  return (
    <Page title={t('nav.directory')} intro={t('directory.intro', { network: persona.network.title })}>
      <Suggestions />
      {directory.isPending ? <Skeleton /> : null}
      {directory.error === null ? null : <Failed error={directory.error} retry={() => directory.refetch()} />}
      {directory.isSuccess && people.length === 0 ? (
        <Empty icon="directory" title={t('directory.none')}>
          {t('directory.noneText')}
        </Empty>
      ) : null}
      <ul className="people people-grid">
        {people.map((account) => (
          <li key={account.id}>
            <Person
              account={account}
              below={account.waxseal?.attributes.map(({ value }) => value).join(' · ') || undefined}
            />
          </li>
        ))}
      </ul>
      {directory.hasNextPage ? (
        <div className="feed-more">
          <Button onPress={() => directory.fetchNextPage()} isPending={directory.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
