import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The way back from one part of what an organisation learns to all of it. */
export function ToConsole({ organisation }: { organisation: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Link to="/organisations/$id/insight" params={{ id: organisation }}>
      {t('insight.title')}
    </Link>
  );
}
