import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ElsewhereGate } from '../personas/elsewhere-gate.tsx';

/** The address that a post is known under. */
export function PostByAddressScreen(): ReactNode {
  const { network, id } = useParams({ from: '/app/n/$network/posts/$id' });
  return (
    <ElsewhereGate network={network}>
      <Navigate to="/posts/$id" params={{ id }} replace />
    </ElsewhereGate>
  );
}
