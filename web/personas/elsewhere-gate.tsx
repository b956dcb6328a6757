import { Navigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Skeleton } from '../ui/states.tsx';
import { useSpeaking } from './persona-context.tsx';

/**
 * For addresses that name a network: speaks as the persona that the account has there, and offers to join where it
 * has none.
 */
export function ElsewhereGate({ network, children }: { network: string; children: ReactNode }): ReactNode {
  const { persona, personas, speakAs } = useSpeaking();
  const there = personas.find((one) => one.network.slug === network && one.state === 'member');
  const here = persona.network.slug === network;
  const target = here ? undefined : there?.id;
  useEffect(() => {
    if (target !== undefined) speakAs(target);
  }, [target, speakAs]);
  if (here) return children;
  return there === undefined ? (
    <Navigate to="/networks/$slug" params={{ slug: network }} replace />
  ) : (
    <Skeleton />
  );
}
