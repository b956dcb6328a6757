import type { ReactNode } from 'react';
import { Skeleton } from '../ui/states.tsx';

/** While a screen's code or its first data is on the way. */
export function PendingScreen(): ReactNode {
  return (
    <div className="page">
      <Skeleton rows={4} />
    </div>
  );
}
