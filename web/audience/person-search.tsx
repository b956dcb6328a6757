import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { searchAccounts } from '../api/people.ts';
import type { Account } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';

/** Finds a persona or an organisation by name among those that one may find, and hands it on. */
export function PersonSearch({
  label,
  onFound,
  without = [],
  kinds = ['persona'],
}: {
  label: string;
  onFound: (account: Account) => void;
  /** Ids that are not offered. */
  without?: readonly string[];
  kinds?: readonly ('persona' | 'organisation' | 'group')[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: found = [], isFetching } = useQuery({
    queryKey: [client.persona, 'find', asked],
    queryFn: ({ signal }) => searchAccounts(client, asked, signal),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  });
  const offered = (asked === '' ? [] : found).filter(
    ({ id, waxseal }) => !without.includes(id) && kinds.includes(waxseal?.kind ?? 'persona'),
  );
  return (
    <ComboBox
      className="field person-search"
      items={offered}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(id) => {
        // Also without anybody: by Escape, or when the focus goes elsewhere.
        setText('');
        const account = offered.find((one) => one.id === id);
        if (account !== undefined) onFound(account);
      }}
      menuTrigger="input"
      allowsEmptyCollection={text.trim() !== ''}
    >
      <Label>{label}</Label>
      <Input className="input" placeholder={t('people.searchPlaceholder')} />
      <Popover className="popover">
        <ListBox<Account>
          className="list-box"
          renderEmptyState={() => (
            <p className="list-empty">{t(isFetching ? 'people.searching' : 'people.noneFound')}</p>
          )}
        >
          {(account) => (
            <ListBoxItem id={account.id} className="list-item" textValue={faceOf(account).display_name}>
              <Avatar face={faceOf(account)} size="small" />
              <span className="switcher-words">
                <span className="switcher-name">{faceOf(account).display_name}</span>
                <span className="switcher-network">@{account.acct}</span>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
