import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** Where a list has nothing: what would stand here, and what one can do about it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}): ReactNode {
  return (
    <div className="state">
      <span className="state-sign">
        <Icon name={icon} />
      </span>
      <p className="state-title">{title}</p>
      {children === undefined ? null : <p className="state-text">{children}</p>}
      {action}
    </div>
  );
}

/** What went wrong, in the server's words where it gave some, and a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <span className="state-sign">
        <Icon name="warning" />
      </span>
      <p className="state-title">{t('state.failed')}</p>
      <p className="state-text">{useErrorText()(error)}</p>
      {retry === undefined ? null : <Button onPress={retry}>{t('state.retry')}</Button>}
    </div>
  );
}

/** Turns what was thrown into a sentence for people. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof ApiError) return error.message === '' ? t('state.refused') : error.message;
    return t('state.unreachable');
  };
}

/** Grey lines in the shape of what is coming. */
export function Skeleton({ rows = 3 }: { rows?: number }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="skeletons" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing but grey lines
        <div className="skeleton" key={i}>
          <span className="skeleton-face" />
          <span className="skeleton-lines">
            <span />
            <span />
            <span />
          </span>
        </div>
      ))}
    </div>
  );
}
