import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/states.tsx';

const ComposeSheet = lazy(() => import('./compose-sheet.tsx').then((m) => ({ default: m.ComposeSheet })));

type Compose = (replyTo?: Status) => void;

const ComposeContext = createContext<Compose>(() => undefined);

/** Opens the composer over the page, for a new post or a reply. */
export const useCompose = (): Compose => useContext(ComposeContext);

export function ComposeProvider({ children }: { children: ReactNode }): ReactNode {
  const [writing, setWriting] = useState<{ replyTo?: Status } | null>(null);
  return (
    <ComposeContext value={(replyTo) => setWriting(replyTo === undefined ? {} : { replyTo })}>
      {children}
      {writing === null ? null : (
        <Suspense fallback={<Skeleton rows={1} />}>
          <ComposeSheet {...writing} onClose={() => setWriting(null)} />
        </Suspense>
      )}
    </ComposeContext>
  );
}

export function ComposeButton(): ReactNode {
  const { t } = useTranslation();
  const compose = useCompose();
  return (
    <div className="compose-button">
      <Button look="primary" icon="pen" onPress={() => compose()}>
        {t('composer.new')}
      </Button>
    </div>
  );
}
