import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { sessionQuery } from '../session/queries.ts';
import { Failed } from '../ui/states.tsx';
import { PendingScreen } from './pending.tsx';

const SignInScreen = lazy(() => import('../session/sign-in.tsx').then((m) => ({ default: m.SignInScreen })));

/**
 * Lets in who is signed in, and has others sign in right here: the address stays, so that nothing of it has to be
 * carried along.
 */
export function SessionGate({
  children,
  frame,
}: {
  children: ReactNode;
  frame: (inside: ReactNode) => ReactNode;
}): ReactNode {
  const { data: session, error, isPending, refetch } = useQuery(sessionQuery);
  if (isPending) return frame(<PendingScreen />);
  if (session === undefined) return frame(<Failed error={error} retry={() => refetch()} />);
  return session === null ? frame(<SignInScreen />) : children;
}
