import { useRouterState } from '@tanstack/react-router';
import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Resource } from '../api/resources.ts';
import type { Status } from '../api/types.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/states.tsx';

const ComposeSheet = lazy(() => import('./compose-sheet.tsx').then((m) => ({ default: m.ComposeSheet })));

/** What a new post is about: nothing, or what it answers, or what it quotes. */
export interface About {
  readonly replyTo?: Status | Resource;
  readonly quote?: Status | Resource;
}

type Compose = (about?: About) => void;

const ComposeContext = createContext<Compose>(() => undefined);

/** Opens the composer over the page, for a new post, a reply or a quote. */
export const useCompose = (): Compose => useContext(ComposeContext);

export function ComposeProvider({ children }: { children: ReactNode }): ReactNode {
  const [writing, setWriting] = useState<About | null>(null);
  return (
    <ComposeContext value={(about = {}) => setWriting(about)}>
      {children}
      {writing === null ? null : (
        <Suspense fallback={<Skeleton rows={1} />}>
          <ComposeSheet {...writing} onClose={() => setWriting(null)} />
        </Suspense>
      )}
    </ComposeContext>
  );
}

/** On a phone it floats over the feeds alone, where it hides nothing that one is about to press. */
export function ComposeButton(): ReactNode {
  const { t } = useTranslation();
  const compose = useCompose();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div
      className={
        /^\/($|network|profile|people\/)/.test(path) ? 'compose-button' : 'compose-button compose-aside'
      }
    >
      <Button look="primary" icon="pen" onPress={() => compose()}>
        {t('composer.new')}
      </Button>
    </div>
  );
}
