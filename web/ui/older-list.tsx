import type { Key, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Empty, Failed, Skeleton } from './states.tsx';
import '../privacy/privacy.css';
import './older-list.css';

/** What is read page by page, the newest first, as an infinite query has it. */
export interface OlderQuery {
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  refetch(): unknown;
  fetchNextPage(): unknown;
}

/**
 * A list that goes back in time: what it waits for, what went wrong, that there is nothing, and older ones.
 * @param items undefined until the first page is there
 * @param none what to say where there are none
 */
export function OlderList<T>({
  query,
  items,
  none,
  keyOf,
  children,
}: {
  query: OlderQuery;
  items: readonly T[] | undefined;
  none: { readonly title: string; readonly text: string };
  keyOf: (item: T) => Key;
  children: (item: T) => ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { error, hasNextPage, isFetchingNextPage } = query;
  return (
    <>
      {error === null ? null : <Failed error={error} retry={() => query.refetch()} />}
      {items === undefined && error === null ? <Skeleton /> : null}
      {items?.length === 0 ? (
        <Empty icon="lock" title={none.title}>
          {none.text}
        </Empty>
      ) : null}
      <ul className="rule-list decisions">
        {items?.map((item) => (
          <li key={keyOf(item)} className="rule">
            {children(item)}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="older-more">
          <Button onPress={() => query.fetchNextPage()} isPending={isFetchingNextPage}>
            {t('ledger.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
