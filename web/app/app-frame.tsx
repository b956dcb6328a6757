import { Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { ActingProvider } from '../organisations/acting-context.tsx';
import { SpeakingProvider } from '../personas/persona-context.tsx';
import { StreamProvider } from '../stream/stream-provider.tsx';
import { PendingScreen } from './pending.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';
import { Threshold } from './threshold-frame.tsx';

const NetworksScreen = lazy(() =>
  import('../networks/networks.tsx').then((m) => ({ default: m.NetworksScreen })),
);

/** A member's screens: signed in, speaking as a persona, with the stream open. */
export function AppFrame(): ReactNode {
  const inThreshold = (inside: ReactNode) => <Threshold>{inside}</Threshold>;
  return (
    <SessionGate frame={inThreshold}>
      <Suspense fallback={inThreshold(<PendingScreen />)}>
        <SpeakingProvider none={inThreshold(<NetworksScreen />)}>
          <StreamProvider>
            <ActingProvider>
              <Shell>
                <Suspense fallback={<PendingScreen />}>
                  <Outlet />
                </Suspense>
              </Shell>
            </ActingProvider>
          </StreamProvider>
        </SpeakingProvider>
      </Suspense>
    </SessionGate>
  );
}
