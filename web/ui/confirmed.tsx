import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** Something that was confirmed, and not merely said: with a mark, and the word for whoever doesn't see it. */
export function Confirmed({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="confirmed">
      {children}
      <span className="confirmed-mark" title={t('attributes.confirmed')}>
        <Icon name="check" />
        <span className="visually-hidden">{t('attributes.confirmed')}</span>
      </span>
    </span>
  );
}
