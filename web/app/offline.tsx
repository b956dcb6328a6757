import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that there is no network, so that nobody takes old posts for all there is. */
export function Offline(): ReactNode {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div className="offline" role="status" hidden={online}>
      {online ? null : (
        <>
          <Icon name="warning" />
          <span>{t('app.offline')}</span>
        </>
      )}
    </div>
  );
}
