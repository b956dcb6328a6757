import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { TiesSheet } from './ties-sheet.tsx';

/** How many posts and ties of somebody the viewer may see. */
export function ProfileCounts({ account }: { account: Account }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'followers' | 'following' | null>(null);
  return (
    <div className="profile-counts">
      <span>{t('profile.posts', { count: account.statuses_count })}</span>
      <Button look="quiet" size="small" onPress={() => setOpen('followers')}>
        {t('profile.followers', { count: account.followers_count })}
      </Button>
      <Button look="quiet" size="small" onPress={() => setOpen('following')}>
        {t('profile.following', { count: account.following_count })}
      </Button>
      {open === null ? null : <TiesSheet account={account} which={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
