import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listTies } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Person } from '../ui/person.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';

/** Who follows somebody, or whom they follow, of those that one may see. */
export function TiesSheet({
  account,
  which,
  onClose,
}: {
  account: Account;
  which: 'followers' | 'following';
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const ties = useInfiniteQuery({
    queryKey: [client.persona, 'ties', account.id, which],
    queryFn: ({ pageParam }) => listTies(client, account.id, which, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const people = ties.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Sheet title={t(`profile.${which}Title`)} isOpen onClose={onClose}>
      {ties.isPending ? <Skeleton /> : null}
      {ties.error === null ? null : <Failed error={ties.error} retry={() => ties.refetch()} />}
      {ties.isSuccess && people.length === 0 ? (
        <Empty icon="people" title={t('profile.noTies')}>
          {t('profile.noTiesText')}
        </Empty>
      ) : null}
      <ul className="people">
        {people.map((person) => (
          <li key={person.id}>
            <Person account={person} />
          </li>
        ))}
      </ul>
      {ties.hasNextPage ? (
        <Button onPress={() => ties.fetchNextPage()} isPending={ties.isFetchingNextPage}>
          {t('action.more')}
        </Button>
      ) : null}
    </Sheet>
  );
}
