import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { Confirmed } from '../ui/confirmed.tsx';

/** Where somebody works, confirmed, as far as they show it to whoever looks; nothing where they don't. */
export function Badges({ account }: { account: Account | undefined }): ReactNode {
  const { t } = useTranslation();
  const badges = (account?.waxseal?.attributes ?? []).filter(({ kind }) => kind === 'works-at');
  return badges.map(({ id, value }) => (
    <span key={id} className="works-at">
      <Confirmed>{t('messages.worksAt', { name: value })}</Confirmed>
    </span>
  ));
}
