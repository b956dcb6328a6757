import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskName } from '../api/desk.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { recipientsQuery } from './queries.ts';

/**
 * To whom a desk writes: of those it can think of, page by page. What stands below is there once there is somebody.
 * @param most chosen at once; more aren't offered to be chosen together
 */
export function RecipientsChoice({
  desk,
  most,
  value,
  onChange,
  children,
}: {
  desk: DeskName;
  most: number;
  value: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const list = useInfiniteQuery(recipientsQuery(client, desk));
  if (list.error !== null) return <Failed error={list.error} retry={() => list.refetch()} />;
  if (list.data === undefined) return <Skeleton rows={2} />;
  const recipients = list.data.pages.flatMap(({ items }) => items);
  if (recipients.length === 0) {
    return (
      <Empty icon="people" title={t('desk.noRecipients')}>
        {t('desk.noRecipientsText')}
      </Empty>
    );
  }
  const all = recipients.map(({ account }) => account.id).slice(0, most);
  return (
    <>
      <Toggles
        label={t('messages.to')}
        choices={recipients.map(({ account, from }) => ({
          value: account.id,
          title: t(`desk.from.${from}`, { name: faceOf(account).display_name }),
        }))}
        value={value}
        onChange={onChange}
      />
      <div className="desk-choosing">
        {list.hasNextPage ? (
          <Button size="small" isPending={list.isFetchingNextPage} onPress={() => list.fetchNextPage()}>
            {t('action.more')}
          </Button>
        ) : null}
        <Button size="small" look="quiet" onPress={() => onChange(all)}>
          {t('desk.chooseAll', { count: all.length })}
        </Button>
        <span role="status" className="field-hint">
          {t('desk.chosen', { count: value.length })}
        </span>
      </div>
      {children}
    </>
  );
}
