import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyQuery } from '../session/queries.ts';
import { Offline } from './offline.tsx';
import { PendingScreen } from './pending.tsx';

const SetupScreen = lazy(() => import('../session/setup.tsx').then((m) => ({ default: m.SetupScreen })));

/** What is around every screen; on a server without an account, the first run is the only one. */
export function Root(): ReactNode {
  const { t } = useTranslation();
  const { data: empty } = useQuery(emptyQuery);
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <Offline />
      <Suspense fallback={<PendingScreen />}>{empty === true ? <SetupScreen /> : <Outlet />}</Suspense>
    </>
  );
}
