import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ElsewhereGate } from '../personas/elsewhere-gate.tsx';

/** The address that a hashtag is known under. */
export function TagByAddressScreen(): ReactNode {
  const { network, tag } = useParams({ from: '/app/n/$network/tags/$tag' });
  return (
    <ElsewhereGate network={network}>
      <Navigate to="/tags/$tag" params={{ tag }} replace />
    </ElsewhereGate>
  );
}
