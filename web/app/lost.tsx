import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { Empty, Failed } from '../ui/states.tsx';

/** What isn't there and what one may not see look the same. */
export function LostScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <Lost title={t('lost.title')} />
    </main>
  );
}

/** The same inside a screen. */
export function Lost({ title }: { title: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <Empty
        icon="door"
        title={t('lost.nothing')}
        action={
          <Link to="/" className="button button-plain button-usual">
            {t('lost.home')}
          </Link>
        }
      >
        {t('lost.text')}
      </Empty>
    </Page>
  );
}

export function BrokenScreen({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <Failed error={error} retry={reset} />
    </main>
  );
}
