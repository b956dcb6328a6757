import { Link, Outlet } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Seal } from '../ui/seal.tsx';
import { PendingScreen } from './pending.tsx';
import './threshold.css';

/** Around the screens that one meets before one speaks as anyone. */
export function ThresholdFrame(): ReactNode {
  return (
    <Threshold>
      <Outlet />
    </Threshold>
  );
}

export function Threshold({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="threshold">
      <header className="threshold-head">
        <Link to="/" className="brand">
          {t('app.name')}
        </Link>
      </header>
      <main id="main" tabIndex={-1}>
        <div className="flap" aria-hidden="true">
          <Seal />
        </div>
        <Suspense fallback={<PendingScreen />}>{children}</Suspense>
      </main>
      <footer className="threshold-foot">{t('app.creed')}</footer>
    </div>
  );
}
